"""Demo texts of the five role guides: constants only.

Each dict holds the fields of a role guide page. Rich fields are HTML with site paths in their links; the loader makes page
links of them. `templates` are uids of template items, `training` are paths of course pages, `collaborates` are role codes.
The time figures are this project's own design, not measured; the texts say so to the reader.
"""

ROLE_GUIDES = [
    {
        "role": "object_owner",
        "slug": "objektagare",
        "title": "Objektägare",
        "content_owner": "Modellförvaltare",
        "summary": "Beslutar om objektets plan, budget och inriktning och är oftast en direktör.",
        "lead": "Du ser till att objektet ger nytta för pengarna och att objektledarparet har mandat och tid.",
        "decides": (
            "<ul>"
            "<li>Objektplanen och dess budget.</li>"
            "<li>Vilka två som är objektledare.</li>"
            "<li>Vad ni gör vid större avvikelser från planen.</li>"
            "<li>Om ett system ska avvecklas, och när.</li>"
            "</ul>"
            "<p>Du bestämmer inte ordningen mellan aktiviteterna i en beslutad plan. Det gör objektledarparet.</p>"
        ),
        "quarters": [
            (
                "quarter",
                {
                    "quarter": "K1",
                    "text": (
                        "<p>Godkänn uppföljningen av kvartal fyra, som paret lämnar senast 31 januari. "
                        "Avsluta förra årets plan senast 28 februari.</p>"
                    ),
                },
            ),
            (
                "quarter",
                {
                    "quarter": "K2",
                    "text": (
                        "<p>Godkänn uppföljningen av kvartal ett, som kommer i april. "
                        "Berätta för paret i maj vad som gäller för nästa års plan: mål, pengar och nya krav.</p>"
                    ),
                },
            ),
            (
                "quarter",
                {
                    "quarter": "K3",
                    "text": (
                        "<p>Godkänn uppföljningen av kvartal två, som kommer i augusti. "
                        "Läs utkastet till plan efter 15 september och prata igenom budgeten med paret.</p>"
                    ),
                },
            ),
            (
                "quarter",
                {
                    "quarter": "K4",
                    "text": (
                        "<p>Godkänn uppföljningen av kvartal tre. "
                        "Väg ditt objekt mot de andra i portföljdialogen senast 31 oktober. "
                        "Besluta om nästa års plan senast 30 november.</p>"
                    ),
                },
            ),
        ],
        "collaborates": ["object_lead_business", "object_lead_it"],
        "time": (
            "<p>Räkna med 2–4 timmar i månaden. Mest går åt i oktober och november.</p>"
            '<p>Tiden är ett riktvärde i <a href="/modellen/">modellen</a>. Vi har inte mätt den.</p>'
        ),
        "new_in_role": [
            '<p>Läs <a href="/modellen/">modellen</a>. Det tar ungefär 20 minuter.</p>',
            '<p>Gå <a href="/utbildning/introduktion-for-objektagare/">introduktionen för objektägare</a>. Den tar en timme.</p>',
            "<p>Träffa objektledarparet och berätta vad ni väntar er av varandra.</p>",
            "<p>Läs årets objektplan och den senaste uppföljningen.</p>",
            "<p>Kontrollera att alla roller i objektet är bemannade.</p>",
            "<p>Kom överens med objektledarnas chefer om hur mycket tid uppdraget får ta.</p>",
            '<p>Ge båda objektledarna ett <a href="/mallar/">uppdragsbrev</a>.</p>',
            "<p>Bestäm vem som är din ersättare när du är borta.</p>",
            '<p>Lägg in datumen från <a href="/arshjul/">årshjulet</a> i din kalender.</p>',
            "<p>Boka ett möte med paret varje kvartal.</p>",
        ],
        "mistakes": [
            "Du lämnar alla frågor till IT.",
            "Du fattar beslut som inte finns med i planen.",
            "Du utser objektledare som inte får tid för uppdraget.",
        ],
        "older_word": "Systemägare",
        "older_word_text": (
            "Systemägare är den som svarar för ett enskilt system. I modellen är det objektägaren, om ingen annan har utsetts."
        ),
        "templates": ["uppdragsbrev", "objektplan", "checklista-avveckling"],
        "training": ["/utbildning/introduktion-for-objektagare/"],
    },
    {
        "role": "object_lead_business",
        "slug": "objektledare-verksamhet",
        "title": "Objektledare verksamhet",
        "content_owner": "Modellförvaltare",
        "summary": "Samlar verksamhetens behov och prioriterar tillsammans med objektledaren IT.",
        "lead": "Du samlar verksamhetens behov och prioriterar dem tillsammans med objektledaren IT.",
        "decides": (
            "<ul>"
            "<li>Vad som är viktigast inom den beslutade budgeten.</li>"
            "<li>Vilka som är systemspecialister från verksamheten.</li>"
            "</ul>"
            "<p>Du beslutar inte om planen. Det gör objektägaren.</p>"
        ),
        "quarters": [
            (
                "quarter",
                {
                    "quarter": "K1",
                    "text": (
                        "<p>Följ upp kvartal fyra senast 31 januari och beskriv vilken nytta planen gav. "
                        "Stöd specialisterna när inventeringen börjar i mars.</p>"
                    ),
                },
            ),
            (
                "quarter",
                {
                    "quarter": "K2",
                    "text": (
                        "<p>Följ upp kvartal ett senast 15 april. Läs i maj vad som gäller för nästa år. "
                        "Börja på nästa plan i juni, med årets plan som grund.</p>"
                    ),
                },
            ),
            (
                "quarter",
                {
                    "quarter": "K3",
                    "text": (
                        "<p>Följ upp kvartal två senast 15 augusti. Skriv mål med mått tillsammans med objektledaren IT. "
                        "Utkastet ska vara klart 15 september.</p>"
                    ),
                },
            ),
            (
                "quarter",
                {
                    "quarter": "K4",
                    "text": (
                        "<p>Godkänn planen och följ upp kvartal tre senast 15 oktober. "
                        "Svara på objektägarens frågor före beslutet i november.</p>"
                    ),
                },
            ),
        ],
        "collaborates": ["object_lead_it", "object_owner", "specialist_business"],
        "time": (
            "<p>Räkna med 10–30 procent av en heltid. Mest går åt i september och oktober.</p>"
            '<p>Tiden är ett riktvärde i <a href="/modellen/">modellen</a>. Vi har inte mätt den.</p>'
        ),
        "new_in_role": [
            '<p>Läs <a href="/modellen/">modellen</a>. Det tar ungefär 20 minuter.</p>',
            "<p>Träffa objektledaren IT och bestäm hur ni skriver planen tillsammans.</p>",
            "<p>Läs årets objektplan och den senaste uppföljningen.</p>",
            "<p>Gå igenom objektets system med specialisterna.</p>",
            '<p>Gå <a href="/utbildning/grundutbildning/">grundutbildningen</a> så snart du kan.</p>',
            '<p>Be objektägaren om ett <a href="/mallar/">uppdragsbrev</a> där det står hur mycket tid du har.</p>',
            "<p>Ta reda på vilka i verksamheten som berörs av objektet.</p>",
            "<p>Kontrollera att varje system har en specialist från verksamheten.</p>",
            "<p>Boka årets objektforum med alla som ska vara med.</p>",
            '<p>Lägg in datumen från <a href="/arshjul/">årshjulet</a> i din kalender.</p>',
        ],
        "mistakes": [
            "Du skriver planen ensam.",
            "Målen saknar mått.",
            "Du glömmer utbildning och gallring.",
        ],
        "older_word": "Förvaltningsledare",
        "older_word_text": "Ordet finns kvar i namnet på grundutbildningen. I modellen skriver vi objektledare verksamhet.",
        "templates": ["objektplan", "kvartalsuppfoljning", "agenda-objektforum"],
        "training": ["/utbildning/grundutbildning/", "/utbildning/objektplan-pa-en-halvdag/"],
    },
    {
        "role": "object_lead_it",
        "slug": "objektledare-it",
        "title": "Objektledare IT",
        "content_owner": "Modellförvaltare",
        "summary": "Svarar för teknik, leverantörer, drift och säkerhet i objektet.",
        "lead": "Du svarar för teknik, leverantörer, drift och säkerhet. Du leder objektet tillsammans med objektledaren verksamhet.",
        "decides": (
            "<ul>"
            "<li>Tekniska vägval inom den arkitektur som kommunen har beslutat om.</li>"
            "<li>Vilka som är systemspecialister från IT.</li>"
            "</ul>"
            "<p>Du beslutar inte om planen. Det gör objektägaren.</p>"
        ),
        "quarters": [
            (
                "quarter",
                {
                    "quarter": "K1",
                    "text": (
                        "<p>Följ upp kvartal fyra senast 31 januari och beskriv vad ni har levererat. "
                        "Hjälp specialisterna med frågor om teknik när inventeringen börjar i mars.</p>"
                    ),
                },
            ),
            (
                "quarter",
                {
                    "quarter": "K2",
                    "text": (
                        "<p>Följ upp kvartal ett senast 15 april. Läs i maj vad som gäller för nästa år. "
                        "Börja på nästa plan i juni tillsammans med objektledaren verksamhet.</p>"
                    ),
                },
            ),
            (
                "quarter",
                {
                    "quarter": "K3",
                    "text": (
                        "<p>Följ upp kvartal två senast 15 augusti. Gå igenom avtal och versioner samma månad. "
                        "Räkna fram kostnaderna, så att utkastet är klart 15 september.</p>"
                    ),
                },
            ),
            (
                "quarter",
                {
                    "quarter": "K4",
                    "text": (
                        "<p>Godkänn planen och följ upp kvartal tre senast 15 oktober. "
                        "Svara på frågor om teknik och pengar före beslutet i november.</p>"
                    ),
                },
            ),
        ],
        "collaborates": ["object_lead_business", "object_owner", "specialist_it"],
        "time": (
            "<p>Räkna med 10–30 procent av en heltid. Mest går åt från augusti till oktober.</p>"
            '<p>Tiden är ett riktvärde i <a href="/modellen/">modellen</a>. Vi har inte mätt den.</p>'
        ),
        "new_in_role": [
            '<p>Läs <a href="/modellen/">modellen</a>. Det tar ungefär 20 minuter.</p>',
            "<p>Träffa objektledaren verksamhet och bestäm hur ni skriver planen tillsammans.</p>",
            "<p>Läs årets objektplan och den senaste uppföljningen.</p>",
            "<p>Gör en lista över avtalen i objektet och när de senast måste sägas upp.</p>",
            '<p>Gå <a href="/utbildning/grundutbildning/">grundutbildningen</a> så snart du kan.</p>',
            "<p>Be specialisterna visa hur systemen hänger ihop.</p>",
            "<p>Ta reda på vilka system som saknar klassning.</p>",
            "<p>Kontrollera att varje system har en specialist från IT.</p>",
            "<p>Lär känna leverantörerna och boka avstämningar med dem.</p>",
            '<p>Lägg in datumen från <a href="/arshjul/">årshjulet</a> i din kalender.</p>',
        ],
        "mistakes": [
            "Du planerar bara för drift.",
            "Du missar sista dagen att säga upp ett avtal.",
            "Kostnaderna är svåra att förstå för den som ska besluta.",
        ],
        "older_word": "IT-förvaltningsledare",
        "older_word_text": "Ordet finns kvar i äldre planer och avtal. I modellen skriver vi objektledare IT.",
        "templates": ["objektplan", "kvartalsuppfoljning", "checklista-nytt-system"],
        "training": ["/utbildning/grundutbildning/", "/utbildning/objektplan-pa-en-halvdag/"],
    },
    {
        "role": "specialist_business",
        "slug": "systemspecialist-verksamhet",
        "title": "Systemspecialist verksamhet",
        "content_owner": "Modellförvaltare",
        "summary": "Vet hur systemet används och hjälper kollegor att använda det rätt.",
        "lead": "Du vet hur systemet används i vardagen och hjälper dina kollegor att använda det rätt.",
        "decides": (
            "<p>Du fattar inga formella beslut. Du föreslår ändringar, och objektledaren verksamhet avgör vad som går vidare.</p>"
        ),
        "quarters": [
            (
                "quarter",
                {
                    "quarter": "K1",
                    "text": (
                        "<p>Svara på frågorna i systeminventeringen, som börjar 1 mars. "
                        "Rätta uppgifter om systemet som inte stämmer.</p>"
                    ),
                },
            ),
            (
                "quarter",
                {
                    "quarter": "K2",
                    "text": (
                        "<p>Bli klar med inventeringen senast 31 maj. "
                        "Samla kollegornas önskemål och lämna dem till objektledaren före sommaren.</p>"
                    ),
                },
            ),
            (
                "quarter",
                {
                    "quarter": "K3",
                    "text": (
                        "<p>Föreslå vad som ska stå om systemet i nästa års plan före 15 september. "
                        "Testa nya versioner innan kollegorna får dem.</p>"
                    ),
                },
            ),
            (
                "quarter",
                {
                    "quarter": "K4",
                    "text": (
                        "<p>Gå igenom systemets klassning tillsammans med specialisten från IT. "
                        "Se över rutiner och guider inför det nya året.</p>"
                    ),
                },
            ),
        ],
        "collaborates": ["specialist_it", "object_lead_business"],
        "time": (
            "<p>Räkna med 5–20 procent av en heltid. Ett stort system med många användare tar mest tid.</p>"
            '<p>Tiden är ett riktvärde i <a href="/modellen/">modellen</a>. Vi har inte mätt den.</p>'
        ),
        "new_in_role": [
            '<p>Läs <a href="/modellen/">modellen</a>. Det tar ungefär 20 minuter.</p>',
            "<p>Träffa objektledaren verksamhet och fråga vad som är viktigast just nu.</p>",
            "<p>Träffa specialisten från IT och bestäm vem som gör vad.</p>",
            "<p>Be den som hade rollen före dig att visa rutiner och guider.</p>",
            '<p>Gå <a href="/utbildning/grundutbildning/">grundutbildningen</a> så snart du kan.</p>',
            "<p>Läs vad objektplanen säger om ditt system.</p>",
            "<p>Ta reda på när systemet klassades senast och vad som kom fram.</p>",
            "<p>Hitta minst en kollega som kan svara på frågor när du är borta.</p>",
            "<p>Berätta för användarna att du är deras specialist.</p>",
            '<p>Lägg in inventeringen från <a href="/arshjul/">årshjulet</a> i din kalender.</p>',
        ],
        "mistakes": [
            "Du blir ensam om att svara på alla frågor.",
            "Du ändrar en rutin utan att berätta det.",
            "Du lämnar önskemål först när planen är beslutad.",
        ],
        "older_word": "Systemförvaltare",
        "older_word_text": "Ordet finns kvar i namnet på grundutbildningen. I modellen skriver vi systemspecialist verksamhet.",
        "templates": ["fragelista-systeminventering", "checklista-nytt-system", "checklista-avveckling"],
        "training": ["/utbildning/grundutbildning/", "/utbildning/klassa-ett-system/"],
    },
    {
        "role": "specialist_it",
        "slug": "systemspecialist-it",
        "title": "Systemspecialist IT",
        "content_owner": "Modellförvaltare",
        "summary": "Håller systemets teknik, behörigheter och integrationer i ordning.",
        "lead": "Du håller systemets teknik, behörigheter och integrationer i ordning, så att det fungerar när det behövs.",
        "decides": "<p>Du fattar inga formella beslut. Du föreslår tekniska åtgärder, och objektledaren IT avgör vad som går vidare.</p>",
        "quarters": [
            (
                "quarter",
                {
                    "quarter": "K1",
                    "text": (
                        "<p>Svara på frågorna om teknik och avtal i systeminventeringen, som börjar 1 mars. "
                        "Gå igenom vilka som har behörighet.</p>"
                    ),
                },
            ),
            (
                "quarter",
                {
                    "quarter": "K2",
                    "text": (
                        "<p>Bli klar med inventeringen senast 31 maj. "
                        "Testa att ni kan läsa tillbaka en säkerhetskopia, och skriv ner hur det gick.</p>"
                    ),
                },
            ),
            (
                "quarter",
                {
                    "quarter": "K3",
                    "text": (
                        "<p>Berätta vilka versioner som måste bytas nästa år, och när. "
                        "Lämna underlaget till objektledaren IT före 15 september.</p>"
                    ),
                },
            ),
            (
                "quarter",
                {
                    "quarter": "K4",
                    "text": (
                        "<p>Byt de versioner som planen tar upp. "
                        "Gå igenom systemets klassning tillsammans med specialisten från verksamheten.</p>"
                    ),
                },
            ),
        ],
        "collaborates": ["specialist_business", "object_lead_it"],
        "time": (
            "<p>Räkna med 5–20 procent av en heltid. Mest går åt när en ny version ska in.</p>"
            '<p>Tiden är ett riktvärde i <a href="/modellen/">modellen</a>. Vi har inte mätt den.</p>'
        ),
        "new_in_role": [
            '<p>Läs <a href="/modellen/">modellen</a>. Det tar ungefär 20 minuter.</p>',
            "<p>Träffa objektledaren IT och fråga vad som är viktigast just nu.</p>",
            "<p>Träffa specialisten från verksamheten och bestäm vem som gör vad.</p>",
            "<p>Läs den tekniska beskrivningen och fyll i det som saknas.</p>",
            '<p>Gå <a href="/utbildning/grundutbildning/">grundutbildningen</a> så snart du kan.</p>',
            "<p>Rita upp vilka andra system som ditt system är beroende av.</p>",
            "<p>Kontrollera när säkerhetskopiorna senast testades.</p>",
            "<p>Gå igenom vem som har behörighet, och ta bort konton som inte används.</p>",
            "<p>Ta reda på hur ändringar anmäls och godkänns.</p>",
            '<p>Lägg in inventeringen från <a href="/arshjul/">årshjulet</a> i din kalender.</p>',
        ],
        "mistakes": [
            "Du skriver inte ner vad du har gjort.",
            "Du missar att andra system är beroende av ditt.",
            "Du gör ändringar vid sidan av den rutin som finns.",
        ],
        "older_word": "Teknisk förvaltare",
        "older_word_text": "Ordet finns kvar i äldre beskrivningar av systemen. I modellen skriver vi systemspecialist IT.",
        "templates": ["fragelista-systeminventering", "checklista-nytt-system", "checklista-avveckling"],
        "training": ["/utbildning/grundutbildning/", "/utbildning/klassa-ett-system/"],
    },
]
