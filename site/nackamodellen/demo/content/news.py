"""Demo news: constants only.

Dates are tuples: ("B", month, day) in the base year, ("B-1", month, day) in the year before, ("today", days) from the load date.
Every text may hold {year} and {next_year}: the base year and the year after. `go_live` and `expire` are a date tuple or None.
"""

from .pictures import COURSE, INVENTORY

NEWS = [
    {
        "slug": "utbildning-for-forvaltningsledare",
        "title": "Utbildning för förvaltningsledare",
        "lead": "Den 25–26 mars genomför vi en grundutbildning för förvaltningsledare och systemförvaltare.",
        "content_owner": "Modellförvaltare",
        "published_on": ("B", 2, 12),
        "go_live": None,
        "expire": None,
        "topic": "training",
        "is_pinned": True,
        "body": [
            (
                "text",
                "<p>Är du ny i rollen? Eller har du arbetat länge utan att ha gått någon kurs? Då är de här två dagarna till för dig. "
                "Du träffar kollegor från hela kommunen och får med dig ett utkast till en objektplan.</p>"
                "<p>Första dagen handlar om rollerna och om var gränsen går för ett objekt. Andra dagen skriver ni en plan, "
                "räknar på budgeten och klassar ett system. Nästa kurs blir 18–19 mars {next_year}.</p>",
            ),
            (
                "figure",
                {
                    "image": COURSE["image"],
                    "alt_text": COURSE["alt_text"],
                    "caption": "Första dagen ritar du ditt objekt. Verksamheten är den vänstra halvan, IT den högra och objektägaren ringen runt om.",
                },
            ),
            (
                "section",
                {
                    "heading": "Förvaltningsledare heter numera objektledare",
                    "body": [
                        (
                            "text",
                            "<p>I modellen säger vi objektledare och systemspecialist. "
                            "Kursen har kvar sitt gamla namn, så att du känner igen den.</p>",
                        ),
                        ("term", "systemspecialist-verksamhet"),
                    ],
                },
            ),
            (
                "section",
                {
                    "heading": "Läs också",
                    "body": [("related", ["/roller/objektledare-verksamhet/", "/utbildning/grundutbildning/"])],
                },
            ),
        ],
        "contact": "Utbildningsansvarig på digitaliseringsenheten",
        "related_page": "/utbildning/grundutbildning/",
    },
    {
        "slug": "systeminventering",
        "title": "Systeminventering",
        "lead": "Under våren kontaktar digitaliseringsenheten alla systemägare för att samla in information om alla våra system.",
        "content_owner": "Modellförvaltare",
        "published_on": ("B", 2, 9),
        "go_live": None,
        "expire": None,
        "topic": "system",
        "is_pinned": False,
        "body": [
            (
                "text",
                "<p>Vi vill veta vilka system som finns, vem som svarar för dem och hur de mår. "
                "Då kan vi planera bättre, hålla reda på avtal och skydda uppgifter på rätt sätt.</p>"
                "<p>Inventeringen pågår från 1 mars till 31 maj {year}. Oftast är det systemspecialisten från verksamheten som svarar. "
                "Räkna med ungefär 15 minuter per system. Det går alltid bra att svara att du inte vet.</p>",
            ),
            (
                "figure",
                {
                    "image": INVENTORY["image"],
                    "alt_text": INVENTORY["alt_text"],
                    "caption": "Verksamhet och IT kontrollerar uppgifterna, system för system.",
                },
            ),
            (
                "section",
                {
                    "heading": "Vad händer sedan",
                    "body": [
                        (
                            "text",
                            "<p>Vi läser svaren och hör av oss om något saknas. Sedan får objektledarna ett underlag till nästa års plan. "
                            'Läs mer i <a href="/modellen/">modellen</a> om varför vi gör det här varje år.</p>',
                        ),
                    ],
                },
            ),
        ],
        "contact": "Modellförvaltaren på digitaliseringsenheten",
        "related_page": "/modellen/",
    },
    {
        "slug": "sa-skriver-ni-objektplanen-tillsammans",
        "title": "Så skriver ni årets objektplan tillsammans",
        "lead": "En bra plan har två författare. Här är fem råd till er som är objektledare och ska skriva ihop.",
        "content_owner": "Modellförvaltare",
        "published_on": ("today", 20),
        "go_live": ("today", 20),
        "expire": None,
        "topic": "object",
        "is_pinned": False,
        "body": [
            (
                "steps",
                [
                    {
                        "name": "Börja med fjolåret",
                        "text": "Läs förra planen och stryk det som är klart.",
                        "is_decision": False,
                    },
                    {"name": "Skriv målen först", "text": "Ett mål utan mått är bara en önskan.", "is_decision": False},
                    {
                        "name": "Sitt i samma rum",
                        "text": "En halv dag tillsammans ger mer än tio mejl.",
                        "is_decision": False,
                    },
                    {
                        "name": "Räkna ihop",
                        "text": "Aktiviteter för vidareutveckling ska kosta lika mycket som budgeten.",
                        "is_decision": False,
                    },
                    {"name": "Godkänn båda två", "text": "Först då kan objektägaren besluta.", "is_decision": False},
                ],
            ),
            (
                "text",
                "<p>Utkastet ska vara klart 15 september. Ni godkänner planen senast 15 oktober, "
                "och objektägaren beslutar senast 30 november.</p>"
                "<p>Vill ni ha hjälp på vägen? Gå kursen "
                '<a href="/utbildning/objektplan-pa-en-halvdag/">Skriv objektplan på en halvdag</a> '
                "tillsammans.</p>",
            ),
        ],
        "contact": "Modellförvaltaren på digitaliseringsenheten",
        "related_page": "/utbildning/objektplan-pa-en-halvdag/",
    },
    {
        "slug": "ny-mall-for-kvartalsuppfoljning",
        "title": "Ny mall för kvartalsuppföljning",
        "lead": "Mallen är kortare och följer planens egna mål. Den gäller från uppföljningen av första kvartalet {year}.",
        "content_owner": "Modellförvaltare",
        "published_on": ("B", 1, 20),
        "go_live": None,
        "expire": None,
        "topic": "template",
        "is_pinned": False,
        "body": [
            (
                "text",
                "<p>Många objektledare har sagt att uppföljningen tog för lång tid. "
                "Därför har vi tagit bort frågor som ingen läste svaren på.</p>",
            ),
            (
                "section",
                {
                    "heading": "Det här är nytt",
                    "body": [
                        (
                            "text",
                            "<ul>"
                            "<li>Målen i planen står först, med plats för dagens värde.</li>"
                            "<li>Vidmakthållande och vidareutveckling har var sin prognos.</li>"
                            "<li>Du behöver bara förklara avvikelser som är större än fem procent eller 500 tkr.</li>"
                            "</ul>"
                            "<p>Första gången är 15 april. "
                            'Mallen finns bland de andra <a href="/mallar/">mallarna</a>. '
                            "Den gamla mallen gäller för sista kvartalet förra året.</p>",
                        ),
                    ],
                },
            ),
        ],
        "contact": "Modellförvaltaren på digitaliseringsenheten",
        "related_page": "/mallar/",
    },
    {
        "slug": "ordlistan-ar-uppdaterad",
        "title": "Ordlistan är uppdaterad",
        "lead": "Vi skriver objektledare i stället för förvaltningsledare. Det äldre ordet går fortfarande att söka på.",
        "content_owner": "Modellförvaltare",
        "published_on": ("B", 1, 14),
        "go_live": None,
        "expire": None,
        "topic": "model",
        "is_pinned": False,
        "body": [
            (
                "text",
                "<p>Samma sak ska heta samma sak. Därför har vi gått igenom orden i modellen. "
                "De som leder ett objekt heter nu objektledare, en från verksamheten och en från IT.</p>"
                "<p>Den som kallades systemförvaltare heter systemspecialist verksamhet. "
                "Ordet systemägare finns kvar, men i modellen är det oftast objektägaren som svarar för systemet.</p>"
                "<p>Du behöver inte ändra gamla dokument. Använd de nya orden när du skriver något nytt. "
                'Alla ord finns i <a href="/ordlista/">ordlistan</a>, med en kort förklaring till varje. '
                "Saknar du ett ord? Berätta det för oss.</p>",
            ),
        ],
        "contact": "Modellförvaltaren på digitaliseringsenheten",
        "related_page": "/ordlista/",
    },
    {
        "slug": "portfoljen-ar-beslutad",
        "title": "Portföljen för {year} är beslutad",
        "lead": "Sex objekt har fått var sin plan. Här är några av de saker som vi har valt att göra under året.",
        "content_owner": "Modellförvaltare",
        "published_on": ("B-1", 12, 16),
        "go_live": None,
        "expire": None,
        "topic": "object",
        "is_pinned": False,
        "body": [
            (
                "text",
                "<p>Objektägarna har beslutat om alla sex planer för {year}. Planerna börjar gälla 1 januari. "
                "Det mesta av pengarna går till att behålla och sköta det vi har. Resten går till sådant som är nytt.</p>",
            ),
            (
                "section",
                {
                    "heading": "Några av årets satsningar",
                    "body": [
                        (
                            "text",
                            "<ul>"
                            "<li>Digital frånvaroanmälan i förskolan.</li>"
                            "<li>Mobil dokumentation i hemtjänsten.</li>"
                            "<li>En ny portal för kartor.</li>"
                            "<li>Säkrare inloggning för alla anställda.</li>"
                            "</ul>"
                            "<p>Allt fick inte plats. I portföljdialogen vägde objektägarna förslagen mot varandra. "
                            "Det som får vänta tas upp igen när nästa års planer skrivs. "
                            'Läs mer om de <a href="/objekt/">sex objekten</a>.</p>',
                        ),
                    ],
                },
            ),
        ],
        "contact": "Modellförvaltaren på digitaliseringsenheten",
        "related_page": "/objekt/",
    },
    {
        "slug": "byt-till-flerfaktorsinloggning",
        "title": "Byt till flerfaktorsinloggning",
        "lead": "Så påverkas du som är systemspecialist när inloggningen ändras under våren.",
        "content_owner": "Modellförvaltare",
        "published_on": ("B-1", 12, 2),
        "go_live": None,
        "expire": None,
        "topic": "system",
        "is_pinned": False,
        "body": [
            (
                "text",
                "<p>Under våren {year} börjar vi logga in på ett säkrare sätt. "
                "Det räcker inte längre med ett lösenord. Du bekräftar också i mobilen eller med ett kort. "
                "Vi byter ett system i taget, och bytet sker i Inloggningsnavet.</p>",
            ),
            (
                "section",
                {
                    "heading": "Det här gör du",
                    "body": [
                        (
                            "text",
                            "<ul>"
                            "<li>Du som är specialist från IT tar reda på hur ditt system loggar in i dag.</li>"
                            "<li>Du som är specialist från verksamheten berättar för användarna vad som händer och när.</li>"
                            "<li>Ni testar tillsammans innan alla byter.</li>"
                            "</ul>"
                            "<p>Har ditt system egna konton? Säg till objektledaren IT redan nu. Då tar bytet längre tid. "
                            'Arbetet leds av objektet <a href="/objekt/digital-arbetsplats/">Digital arbetsplats</a>.</p>',
                        ),
                    ],
                },
            ),
        ],
        "contact": "Objektledaren IT för Digital arbetsplats",
        "related_page": "/objekt/digital-arbetsplats/",
    },
    {
        "slug": "tack-for-era-svar",
        "title": "Tack för era svar i inventeringen",
        "lead": "Nu vet vi mer om våra 24 system. Här är det viktigaste som kom fram, och det som händer härnäst.",
        "content_owner": "Modellförvaltare",
        "published_on": ("B-1", 6, 16),
        "go_live": None,
        "expire": ("today", -10),
        "topic": "system",
        "is_pinned": False,
        "body": [
            (
                "text",
                "<p>Tack till alla er som har svarat på frågor om era system. "
                "Svaren gör att vi kan planera i tid, i stället för att bli överraskade.</p>",
            ),
            (
                "section",
                {
                    "heading": "Det här såg vi",
                    "body": [
                        (
                            "text",
                            "<ul>"
                            "<li>De flesta system har specialister från båda sidor, men inte alla.</li>"
                            "<li>Några system har ännu inte klassats.</li>"
                            "<li>Flera avtal löper ut inom ett par år.</li>"
                            "<li>Få system har en plan för hur uppgifter ska bevaras.</li>"
                            "</ul>"
                            "<p>Nu går vi igenom luckorna med objektledarna. Det som behöver göras tas med i nästa års objektplaner. "
                            'Vill du lära dig att klassa? Gå vår <a href="/utbildning/klassa-ett-system/">digitala verkstad</a>.</p>',
                        ),
                    ],
                },
            ),
        ],
        "contact": "Modellförvaltaren på digitaliseringsenheten",
        "related_page": "/modellen/",
    },
]
