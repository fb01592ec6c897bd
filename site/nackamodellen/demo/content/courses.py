"""Demo courses: constants only. When they are held stands in ``occasions``."""

COURSES = [
    {
        "slug": "grundutbildning",
        "is_basic": True,
        "title": "Grundutbildning för förvaltningsledare och systemförvaltare",
        "content_owner": "Utbildningsansvarig",
        "lead": (
            "Två dagar för dig som är ny som objektledare eller systemspecialist. "
            "Du lär dig modellen, skriver en objektplan och klassar ett system."
        ),
        "audience": "Objektledare och systemspecialister",
        "goals": [
            "Du kan förklara vad ett objekt är och var gränsen går.",
            "Du vet vad din roll gör och vilka du arbetar med.",
            "Du kan skriva mål med mått och koppla dem till aktiviteter och pengar.",
            "Du kan skilja på vidmakthållande och vidareutveckling.",
            "Du har provat att klassa ett system.",
        ],
        "length": "Två dagar",
        "prerequisites": '<p>Du har läst <a href="/modellen/">om modellen</a>.</p>',
        "cost": "Ingen för dig som arbetar i kommunen",
        "certificate": "Efter båda dagarna och en kort kunskapskontroll",
        "program": [
            {
                "heading": "Dag 1",
                "items": [
                    {"time": "9.00", "text": "Varför en modell?"},
                    {"time": "10.30", "text": "Rollerna i praktiken"},
                    {"time": "13.00", "text": "Objekt och gränser"},
                    {"time": "14.30", "text": "Övning i att rita ert objekt"},
                ],
            },
            {
                "heading": "Dag 2",
                "items": [
                    {"time": "9.00", "text": "Objektplanen steg för steg"},
                    {"time": "10.30", "text": "Budget för vidmakthållande och vidareutveckling"},
                    {"time": "13.00", "text": "Uppföljning och systemförteckning"},
                    {"time": "14.30", "text": "Klassning på en timme"},
                    {"time": "15.30", "text": "Kort kunskapskontroll"},
                ],
            },
        ],
        "body": [
            (
                "section",
                {
                    "heading": "Så arbetar vi",
                    "body": [
                        (
                            "text",
                            "<p>Vi varvar korta genomgångar med övningar. Du arbetar med ditt eget objekt, "
                            "så ta gärna med årets plan. Kom tillsammans med den andra i paret, om det går.</p>"
                            "<p>Förvaltningsledare och systemförvaltare är äldre ord. I modellen heter rollerna "
                            '<a href="/roller/objektledare-verksamhet/">objektledare</a> och '
                            '<a href="/roller/systemspecialist-verksamhet/">systemspecialist</a>. '
                            "Kursen har kvar sitt namn, så att du känner igen den.</p>",
                        ),
                    ],
                },
            ),
        ],
    },
    {
        "slug": "objektplan-pa-en-halvdag",
        "title": "Skriv objektplan på en halvdag",
        "content_owner": "Utbildningsansvarig",
        "lead": "Ta med förra årets plan och din kollega i paret. När ni går hem har ni mål, aktiviteter och pengar som hänger ihop.",
        "audience": "Objektledare, helst båda i paret",
        "goals": [
            "Ni har skrivit minst två mål med mått.",
            "Ni har kopplat varje aktivitet för vidareutveckling till ett mål.",
            "Ni vet att summan av aktiviteterna stämmer med budgeten.",
            "Ni har en lista på det som återstår före 15 september.",
        ],
        "length": "En halv dag",
        "prerequisites": (
            '<p>Ni har läst <a href="/modellen/">om modellen</a> eller gått '
            '<a href="/utbildning/grundutbildning/">grundutbildningen</a>.</p>'
        ),
        "cost": "Ingen för dig som arbetar i kommunen",
        "certificate": "Nej, kursen ger inget intyg",
        "program": [
            {
                "heading": "Förmiddagen",
                "items": [
                    {"time": "8.30", "text": "Vad förra planen gav"},
                    {"time": "9.00", "text": "Mål med mått"},
                    {"time": "10.00", "text": "Aktiviteter som leder till målen"},
                    {"time": "11.00", "text": "Pengar, och varför summorna ska stämma"},
                    {"time": "11.45", "text": "Det här gör ni härnäst"},
                ],
            },
        ],
        "body": [
            (
                "section",
                {
                    "heading": "Så arbetar vi",
                    "body": [
                        (
                            "text",
                            "<p>Det här är en skrivstuga, inte en föreläsning. Ni skriver i er egen plan nästan hela tiden. "
                            "Kursledaren går runt och hjälper till.</p>"
                            "<p>Saknas en av er i paret? Kom ändå, men boka en tid med din kollega samma vecka. "
                            "En plan som bara en har skrivit brukar komma tillbaka.</p>",
                        ),
                        ("documents", ["objektplan"]),
                    ],
                },
            ),
        ],
    },
    {
        "slug": "klassa-ett-system",
        "title": "Klassa ett system, digital verkstad",
        "content_owner": "Utbildningsansvarig",
        "lead": "Ta med ett system. När verkstaden är slut har du en klassning med datum, och du vet hur du gör nästa gång.",
        "audience": "Systemspecialister från verksamheten och IT",
        "goals": [
            "Du kan förklara konfidentialitet, riktighet och tillgänglighet med egna ord.",
            "Du har valt en nivå för vart och ett av dem och skrivit varför.",
            "Du vet vem som ska få veta resultatet.",
        ],
        "length": "Två timmar",
        "prerequisites": "<p>Du känner till vilka uppgifter som finns i systemet. Du behöver inte ha klassat förut.</p>",
        "cost": "Ingen för dig som arbetar i kommunen",
        "certificate": "Nej, men du får med dig en färdig klassning",
        "program": [
            {
                "heading": "Verkstaden",
                "items": [
                    {"time": "13.00", "text": "Varför vi klassar, och de fyra frågorna att ställa"},
                    {"time": "13.20", "text": "Vi klassar ett påhittat system tillsammans"},
                    {"time": "13.45", "text": "Du klassar ditt eget system"},
                    {"time": "14.40", "text": "Vi jämför och frågar"},
                ],
            },
        ],
        "body": [
            (
                "section",
                {
                    "heading": "Fyra frågor att tänka på",
                    "body": [
                        (
                            "text",
                            "<ul>"
                            "<li>Vad händer om fel person ser uppgifterna?</li>"
                            "<li>Vad händer om uppgifterna är fel?</li>"
                            "<li>Vad händer om systemet står stilla en dag?</li>"
                            "<li>Behöver vi kunna se i efterhand vem som har gjort vad?</li>"
                            "</ul>"
                            "<p>Kom gärna två och två, en från verksamheten och en från IT. Då får ni båda perspektiven. "
                            "Visa inga personuppgifter på skärmen under mötet.</p>",
                        ),
                    ],
                },
            ),
        ],
    },
    {
        "slug": "introduktion-for-objektagare",
        "title": "Introduktion för objektägare",
        "content_owner": "Utbildningsansvarig",
        "lead": "En timme om ditt mandat, dina beslut och de frågor som är bra att ställa innan du säger ja till en plan.",
        "audience": "Objektägare och deras ersättare",
        "goals": [
            "Du vet vad du beslutar om, och vad paret beslutar om.",
            "Du kan läsa en objektplan på tio minuter.",
            "Du har fem frågor att ställa före ett beslut.",
        ],
        "length": "60 minuter",
        "prerequisites": '<p>Inga. Läs gärna <a href="/roller/objektagare/">rollguiden för objektägare</a> innan.</p>',
        "cost": "Ingen för dig som arbetar i kommunen",
        "certificate": "Nej, kursen ger inget intyg",
        "program": [
            {
                "heading": "En timme",
                "items": [
                    {"time": "8.00", "text": "Ditt mandat, och hur det passar ihop med parets"},
                    {"time": "8.15", "text": "Besluten under året"},
                    {"time": "8.30", "text": "Fem frågor före beslut"},
                    {"time": "8.50", "text": "Dina egna frågor"},
                ],
            },
        ],
        "body": [
            (
                "section",
                {
                    "heading": "Fem frågor före beslut",
                    "body": [
                        (
                            "text",
                            "<ol>"
                            "<li>Vilken nytta ger planen, och för vem?</li>"
                            "<li>Hur ser vi om målen har nåtts?</li>"
                            "<li>Vad väljer vi bort?</li>"
                            "<li>Har paret och specialisterna tid?</li>"
                            "<li>Vilken risk oroar er mest?</li>"
                            "</ol>"
                            "<p>Får du bra svar kan du besluta. Annars lämnar du tillbaka planen och skriver vad som saknas.</p>",
                        ),
                    ],
                },
            ),
        ],
    },
    {
        "slug": "natverkstraff-systemspecialister",
        "title": "Nätverksträff för systemspecialister",
        "content_owner": "Utbildningsansvarig",
        "lead": "Två timmar då specialister från verksamheten och IT träffas, visar vad de har löst och hjälper varandra vidare.",
        "audience": "Systemspecialister från verksamheten och IT",
        "goals": [
            "Du har hört hur andra löser det som du kämpar med.",
            "Du har visat något eget, stort eller litet.",
            "Du vet vem du kan ringa nästa gång.",
        ],
        "length": "Två timmar",
        "prerequisites": "<p>Inga. Ta med en fråga eller ett exempel, om du har något.</p>",
        "cost": "Ingen för dig som arbetar i kommunen",
        "certificate": "Nej, träffen ger inget intyg",
        "program": [
            {
                "heading": "Träffen",
                "items": [
                    {"time": "13.00", "text": "Vad har hänt sedan sist?"},
                    {"time": "13.20", "text": "Tre korta exempel"},
                    {"time": "14.00", "text": "Frågor vid fyra bord"},
                    {"time": "14.45", "text": "Det här tar vi med oss"},
                ],
            },
        ],
        "body": [
            (
                "section",
                {
                    "heading": "Så går det till",
                    "body": [
                        (
                            "text",
                            "<p>Vi ses fyra gånger om året. Ingen håller föredrag i mer än tio minuter. "
                            "Det viktiga är samtalen vid borden.</p>"
                            "<p>Har du något att visa? Hör av dig till utbildningsansvarig en vecka innan, "
                            "så får du en plats på listan.</p>",
                        ),
                    ],
                },
            ),
        ],
    },
]
