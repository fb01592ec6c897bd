"""What a host may decide about the content interface: names in the setting ``NACKAMODELLEN`` that begin with ``API_``, with
defaults."""

from grund.host_settings import declare

DEFAULTS = {
    # The name that the OpenAPI document bears.
    "TITLE": "Innehåll",
    # Origins whose scripts may read, as "https://app.example.org"; "*" for all of them.
    "CORS_ORIGINS": [],
    # Requests a minute from one network address, and by one reader's token.
    "REQUESTS_ANONYMOUS": 300,
    "REQUESTS_TOKEN": 1200,
    # How long a public answer may be kept without asking again, in seconds.
    "MAX_AGE": 60,
    # How many bytes of public answers each process keeps, so that they need not be made again; 0: none.
    "KEPT_ANSWERS": 16_000_000,
    # Where the front end shows drafts: an address that holds {page} and {token}, and if it likes {path} and {locale}.
    # Empty: there is no button for it in the editor.
    "PREVIEW_URL": "",
    # Whether a thread writes the counts of requests to the database; off where a test does it itself.
    "THREAD": True,
}

setting = declare("API_", DEFAULTS, least={"REQUESTS_ANONYMOUS": 1, "REQUESTS_TOKEN": 1})
