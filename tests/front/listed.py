"""Where the front end is meant to differ from the site, each with its reason. Nothing else may."""

# Addresses that the front end hands to the site: (the path, why).
LEFT_TO_THE_SITE = [
    ("/logga-in/", "who signs in gets a session, which the interface has no part in"),
    ("/mina-uppgifter/", "a person's own tasks; the interface knows no person"),
    ("/anmalan/mina/", "a person's own courses"),
    ("/tillganglighet/kontakt/", "a form whose message the site keeps"),
    ("/en/tillganglighet/kontakt/", "the same in English"),
    ("/nyheter/flode/", "a feed: one is enough"),
    ("/arshjul/kalender/", "a calendar file that subscribers have the address of"),
    ("/api/innehall/v1/", "the interface's own page for people"),
]

# Differences in what a page shows: (path, a line as `differences` gives it) → why. There are none.
IN_PAGES: dict[tuple[str, str], str] = {}
