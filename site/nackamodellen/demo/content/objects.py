"""Demo texts of the six object pages: constants only. The system names are invented; amounts and role holders are records."""

OBJECTS = [
    {
        "slug": "larande",
        "code": "UTB",
        "title": "Lärande",
        "content_owner": "Objektledare verksamhet",
        "lead": (
            "Förskola, grundskola och gymnasium, och de fyra system som skolans personal, elever och vårdnadshavare använder varje dag."
        ),
        "body": [
            (
                "section",
                {
                    "heading": "Det här är objektet",
                    "body": [
                        (
                            "text",
                            "<p>Lärande följer barnet från kön till förskolan till det sista betyget på gymnasiet. "
                            "Här finns stödet för att placera barn, planera undervisning, anmäla frånvaro och sätta betyg.</p>"
                            "<p>Många använder systemen hemifrån. Därför är det extra viktigt att de är lätta att förstå, "
                            "fungerar i mobilen och kan användas av alla.</p>",
                        ),
                    ],
                },
            ),
            (
                "section",
                {
                    "heading": "System i objektet",
                    "body": [
                        (
                            "text",
                            "<ul>"
                            "<li>Skolvyn är elevregistret. Där finns barn, elever, klasser och vårdnadshavare.</li>"
                            "<li>Lärdax är lärplattformen. Lärare och elever planerar, lämnar in och ger svar där.</li>"
                            "<li>Platskö sköter kön till förskolan. Skolvyn ska ta över den uppgiften.</li>"
                            "<li>Betygsvalvet bevarar slutbetyg, så att de går att få fram långt senare.</li>"
                            "</ul>",
                        ),
                    ],
                },
            ),
        ],
        "scope_in": [
            "Elevregister, betyg och lärplattform",
            "Kö och placering i förskola",
            "E-tjänster för vårdnadshavare",
        ],
        "scope_out": [
            "Skolskjuts, som hör till Samhällsbyggnad",
            "Datorer och nät, som hör till Digital arbetsplats",
            "Schema för personal, som hör till HR och lön",
        ],
        "teams_url": "https://teams.example.org/larande",
    },
    {
        "slug": "social-omsorg",
        "code": "SOC",
        "title": "Social omsorg",
        "content_owner": "Objektledare verksamhet",
        "lead": "Stöd och omsorg för den som behöver det, och de fyra system som håller ihop arbetet dygnet runt.",
        "body": [
            (
                "section",
                {
                    "heading": "Det här är objektet",
                    "body": [
                        (
                            "text",
                            "<p>Social omsorg stödjer hela vägen från ansökan till insats. "
                            "Någon söker stöd, en handläggare utreder och beslutar, "
                            "och personal utför insatsen och skriver ner vad som har gjorts.</p>"
                            "<p>Systemen används alla tider på dygnet, ofta på språng. "
                            "De innehåller känsliga uppgifter om människor. Därför väger säkerhet och drift tungt i planen.</p>",
                        ),
                    ],
                },
            ),
            (
                "section",
                {
                    "heading": "System i objektet",
                    "body": [
                        (
                            "text",
                            "<ul>"
                            "<li>Omsorgsjournalen är journalen för vård och omsorg.</li>"
                            "<li>Hemrutten planerar besöken i hemtjänsten.</li>"
                            "<li>Stödväg tar emot ansökningar på nätet. Systemet håller på att införas.</li>"
                            "<li>Trygglarm tar emot larm från den som behöver hjälp hemma.</li>"
                            "</ul>"
                            "<p>Hemrutten och Stödväg är kopplade till Omsorgsjournalen. "
                            "En ändring i ett av systemen kan alltså påverka de andra.</p>",
                        ),
                    ],
                },
            ),
        ],
        "scope_in": [
            "Journal och beslut inom vård och omsorg",
            "Planering av hemtjänst",
            "Ansökan om stöd på nätet",
            "Trygghetslarm i hemmet",
        ],
        "scope_out": [
            "Schema och lön för personal, som hör till HR och lön",
            "Betalning av fakturor, som hör till Ekonomi och inköp",
            "Telefoner och datorer, som hör till Digital arbetsplats",
        ],
        "teams_url": "https://teams.example.org/social-omsorg",
    },
    {
        "slug": "samhallsbyggnad",
        "code": "SAM",
        "title": "Samhällsbyggnad",
        "content_owner": "Objektledare verksamhet",
        "lead": "Bygglov, kartor, planer och gator, och de fyra system som hjälper oss att bygga och sköta kommunen.",
        "body": [
            (
                "section",
                {
                    "heading": "Det här är objektet",
                    "body": [
                        (
                            "text",
                            "<p>Samhällsbyggnad handlar om platsen där vi bor. Här finns stödet för att rita kartor, ta fram detaljplaner, "
                            "pröva bygglov och laga det som går sönder ute.</p>"
                            "<p>Flera av systemen möter invånarna direkt. Den som söker bygglov eller anmäler ett trasigt lyse "
                            "ska få svar snabbt och kunna följa sitt ärende.</p>",
                        ),
                    ],
                },
            ),
            (
                "section",
                {
                    "heading": "System i objektet",
                    "body": [
                        (
                            "text",
                            "<ul>"
                            "<li>Bygglovsrummet tar emot och handlägger ansökningar om bygglov.</li>"
                            "<li>Kartbordet är kommunens system för kartor och geodata.</li>"
                            "<li>Planarkivet samlar detaljplaner och de handlingar som hör till.</li>"
                            "<li>Felanmälan Ute är e-tjänsten för fel på gator och i parker.</li>"
                            "</ul>"
                            "<p>Felanmälan Ute skickar ärenden vidare till Diarierummet, som hör till Digital arbetsplats.</p>",
                        ),
                    ],
                },
            ),
        ],
        "scope_in": [
            "Bygglov och anmälan om att bygga",
            "Kartor och geodata",
            "Detaljplaner och deras handlingar",
            "Felanmälan för gator och parker",
            "Skolskjuts",
        ],
        "scope_out": [
            "Diarium, som hör till Digital arbetsplats",
            "Avtal och beställningar, som hör till Ekonomi och inköp",
            "Placering i skola och förskola, som hör till Lärande",
        ],
        "teams_url": "https://teams.example.org/samhallsbyggnad",
    },
    {
        "slug": "ekonomi-och-inkop",
        "code": "EKO",
        "title": "Ekonomi och inköp",
        "content_owner": "Objektledare verksamhet",
        "lead": "Budget, bokföring, inköp och avtal, och de fyra system som visar vart kommunens pengar går.",
        "body": [
            (
                "section",
                {
                    "heading": "Det här är objektet",
                    "body": [
                        (
                            "text",
                            "<p>Ekonomi och inköp används av alla som har ett budgetansvar. "
                            "Objektet stödjer vägen från behov till betalning: "
                            "någon beställer, varan kommer, fakturan kontrolleras och bokförs.</p>"
                            "<p>Här finns också stödet för att lägga budget, följa upp den och lämna bokslut. "
                            "Uppgifterna måste vara rätt, och det ska gå att se vem som har ändrat vad.</p>",
                        ),
                    ],
                },
            ),
            (
                "section",
                {
                    "heading": "System i objektet",
                    "body": [
                        (
                            "text",
                            "<ul>"
                            "<li>Kronboken är ekonomisystemet, med bokföring och budget.</li>"
                            "<li>Inköpsbordet används för att beställa varor och tjänster.</li>"
                            "<li>Avtalsboken ska bli kommunens register över avtal. Systemet håller på att införas.</li>"
                            "<li>Rapportbruket visar siffror och rapporter för den som ska besluta.</li>"
                            "</ul>"
                            "<p>Lönebryggan, som hör till HR och lön, lämnar lönekostnader till Kronboken.</p>",
                        ),
                    ],
                },
            ),
        ],
        "scope_in": [
            "Bokföring, fakturor och betalningar",
            "Budget, bokslut och rapporter",
            "Beställningar av varor och tjänster",
            "Register över avtal",
        ],
        "scope_out": [
            "Uträkning av lön, som hör till HR och lön",
            "Inloggning, som hör till Digital arbetsplats",
        ],
        "teams_url": "https://teams.example.org/ekonomi-och-inkop",
    },
    {
        "slug": "hr-och-lon",
        "code": "HRL",
        "title": "HR och lön",
        "content_owner": "Objektledare verksamhet",
        "lead": "Anställning, schema, lön och kompetens, och de fyra system som alla chefer och medarbetare möter.",
        "body": [
            (
                "section",
                {
                    "heading": "Det här är objektet",
                    "body": [
                        (
                            "text",
                            "<p>HR och lön följer en medarbetare från annons till sista arbetsdag. "
                            "Här finns stödet för att rekrytera, anställa, lägga schema, betala lön och planera kompetens.</p>"
                            "<p>Rätt lön i rätt tid är grunden. Ett fel märks direkt hos den som arbetar. "
                            "Därför testar vi noga före varje ändring, och vi undviker ändringar när lönerna körs.</p>",
                        ),
                    ],
                },
            ),
            (
                "section",
                {
                    "heading": "System i objektet",
                    "body": [
                        (
                            "text",
                            "<ul>"
                            "<li>Lönebryggan räknar ut och betalar lön.</li>"
                            "<li>Schemakollen används för att lägga schema och byta pass.</li>"
                            "<li>Rekryteringsnavet sköter annonser och ansökningar.</li>"
                            "<li>Kompetenskartan visar vilken utbildning och erfarenhet som finns.</li>"
                            "</ul>"
                            "<p>Lönebryggan är kopplad till Schemakollen och lämnar lönekostnader till Kronboken, "
                            "som hör till Ekonomi och inköp.</p>",
                        ),
                    ],
                },
            ),
        ],
        "scope_in": [
            "Anställning, frånvaro och lön",
            "Schema för personal",
            "Annonser och ansökningar",
            "Kompetens och utbildning för medarbetare",
        ],
        "scope_out": [
            "Elevers frånvaro, som hör till Lärande",
            "Bokföring av lönekostnader, som hör till Ekonomi och inköp",
            "Konton och inloggning, som hör till Digital arbetsplats",
        ],
        "teams_url": "https://teams.example.org/hr-och-lon",
    },
    {
        "slug": "digital-arbetsplats",
        "code": "DAP",
        "title": "Digital arbetsplats",
        "content_owner": "Objektledare verksamhet",
        "lead": "Datorer, nät, inloggning och ärenden, och de fyra system som alla andra objekt bygger på.",
        "body": [
            (
                "section",
                {
                    "heading": "Det här är objektet",
                    "body": [
                        (
                            "text",
                            "<p>Digital arbetsplats är det som alla behöver för att kunna arbeta. "
                            "Här finns stödet för att logga in, sköta ärenden, hitta information och koppla ihop system.</p>"
                            "<p>Om något stannar här märks det i hela kommunen. "
                            "Därför planerar vi ändringar i god tid och berättar om dem för de andra objekten.</p>",
                        ),
                    ],
                },
            ),
            (
                "section",
                {
                    "heading": "System i objektet",
                    "body": [
                        (
                            "text",
                            "<ul>"
                            "<li>Diarierummet är systemet för ärenden och diarium.</li>"
                            "<li>Modellwebben är den här webbplatsen.</li>"
                            "<li>Inloggningsnavet håller reda på konton och inloggning.</li>"
                            "<li>Integrationsnavet flyttar uppgifter mellan system.</li>"
                            "</ul>"
                            "<p>Objektet svarar för kopplingarna i Integrationsnavet. "
                            "Vad som ska skickas, och varför, bestämmer de objekt som äger uppgifterna.</p>",
                        ),
                    ],
                },
            ),
        ],
        "scope_in": [
            "Datorer, telefoner och nät",
            "Konton, inloggning och behörighet",
            "Ärenden och diarium",
            "Kopplingar mellan system",
        ],
        "scope_out": [
            "System som bara ett annat objekt använder",
            "Utbildning av personal, som hör till HR och lön",
            "Beställning av varor, som hör till Ekonomi och inköp",
        ],
        "teams_url": "https://teams.example.org/digital-arbetsplats",
    },
]
