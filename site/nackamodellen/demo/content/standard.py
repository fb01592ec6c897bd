"""Pages about the site itself, the contact page and the accessibility statement. Contact details are at example.org."""

STANDARD_PAGES = [
    {
        "path": "/om-webbplatsen/",
        "title": "Om webbplatsen",
        "lead": "Här samlar kommunen allt om Nackamodellen. Vi berättar vem som gör webbplatsen, vad du kan göra här och hur vi arbetar.",
        "content_owner": "Webbredaktör på digitaliseringsenheten",
        "body": [
            (
                "section",
                {
                    "heading": "Vem webbplatsen är till för",
                    "body": [
                        (
                            "text",
                            "<p>Webbplatsen är till för dig som arbetar med kommunens system, till exempel som objektägare, objektledare "
                            "eller specialist. Den är öppen för alla, eftersom arbetet betalas med skattepengar. Du behöver inte logga "
                            "in för att läsa.</p>"
                            "<p>Digitaliseringsenheten i Nacka kommun är avsändare och svarar på frågor. På varje sida står vilken "
                            "funktion som ansvarar för innehållet och när det ändrades senast.</p>",
                        ),
                    ],
                },
            ),
            (
                "section",
                {
                    "heading": "Exempel i stället för verkliga uppgifter",
                    "body": [
                        (
                            "callout",
                            {
                                "kind": "brand",
                                "heading": "Här visas exempeldata",
                                "text": (
                                    "<p>Personer, system, leverantörer och belopp är påhittade. Alla personer heter Exempel i efternamn, "
                                    "och adresserna går inte att skriva till.</p>"
                                ),
                            },
                        ),
                    ],
                },
            ),
            (
                "section",
                {
                    "heading": "Det här kan du göra",
                    "body": [
                        (
                            "text",
                            "<ul>"
                            '<li>Läs om <a href="/modellen/">modellen</a> och hitta guiden för <a href="/roller/">din roll</a>.</li>'
                            '<li>Se vad som händer under året i <a href="/arshjul/">årshjulet</a>.</li>'
                            '<li>Hämta <a href="/mallar/">mallar</a> och slå upp ord i <a href="/ordlista/">ordlistan</a>.</li>'
                            '<li>Följ <a href="/nyheter/">nyheterna</a> och se vilka <a href="/utbildning/">kurser</a> som finns.</li>'
                            "<li>Sök. Du hittar rätt även med äldre ord, som förvaltningsledare.</li>"
                            "</ul>"
                            "<p>Texten om modellen finns också på engelska.</p>",
                        ),
                    ],
                },
            ),
            (
                "section",
                {
                    "heading": "Så arbetar vi med innehållet",
                    "body": [
                        (
                            "text",
                            "<p>Vi skriver så enkelt vi kan och förklarar de ord som behövs. Varje sida har ett datum då den ska ses "
                            "över. Sidor som inte längre gäller tas bort från webbplatsen, men kommunen sparar dem.</p>"
                            '<p>Webbplatsen ska fungera för alla. I <a href="/tillganglighet/">tillgänglighetsredogörelsen</a> står vad '
                            "som brister och hur du säger till. Hur vi hanterar personuppgifter läser du på sidan "
                            '<a href="/personuppgifter/">Personuppgifter</a>.</p>',
                        ),
                    ],
                },
            ),
            (
                "section",
                {
                    "heading": "Teknik och licens",
                    "body": [
                        (
                            "text",
                            "<p>Webbplatsen bygger på öppen källkod, bland annat Django och Wagtail. Vår egen kod har licensen EUPL 1.2. "
                            "Det betyder att andra kommuner får använda den, ändra den och dela den vidare på licensens villkor.</p>",
                        ),
                    ],
                },
            ),
        ],
    },
    {
        "path": "/personuppgifter/",
        "title": "Personuppgifter",
        "lead": "Du kan läsa webbplatsen utan att lämna uppgifter om dig själv. Här står vad som gäller när du loggar in eller skriver.",
        "content_owner": "Dataskyddsombud",
        "body": [
            (
                "section",
                {
                    "heading": "När du läser och söker",
                    "body": [
                        (
                            "text",
                            "<p>Sidorna sätter inga kakor när du bara läser. Vi mäter inte vad just du gör, och vi visar ingen reklam. "
                            "Det du söker efter kopplas inte till dig. Inget på sidorna hämtas från andra företag.</p>",
                        ),
                    ],
                },
            ),
            (
                "section",
                {
                    "heading": "När du skriver till oss",
                    "body": [
                        (
                            "text",
                            "<p>I formuläret för brister i tillgänglighet kan du skriva utan att säga vem du är. Lämnar du en adress "
                            "använder vi den bara för att svara dig. Skriv inget om din hälsa eller annat som är känsligt. Vi tar bort "
                            "det du har skrivit i formuläret efter 12 månader.</p>"
                            "<p>Det du skriver till kommunen blir oftast en allmän handling. Andra kan då begära att få läsa den, om den "
                            "inte är hemlig enligt lag. Skriver du till oss med e-post styr kommunens beslut om gallring hur länge vi "
                            "sparar det.</p>",
                        ),
                    ],
                },
            ),
            (
                "section",
                {
                    "heading": "När du har ett konto eller en roll",
                    "body": [
                        (
                            "text",
                            "<p>Har du ett konto sparar vi ditt namn, din e-postadress och vilka roller du har. Det behövs för att du "
                            "ska kunna göra ditt arbete i modellen. När du loggar in, eller skickar ett formulär, sätter vi en kaka som "
                            "gör att det fungerar. Den används inte till något annat.</p>"
                            "<p>På de öppna sidorna visar vi roller, inte namn.</p>",
                        ),
                    ],
                },
            ),
            (
                "section",
                {
                    "heading": "Varför vi får göra det",
                    "body": [
                        (
                            "text",
                            "<p>Vi behöver uppgifterna för att sköta vårt uppdrag som kommun och för att följa lagen, till exempel lagen "
                            "om tillgänglighet till digital offentlig service. Vi ber därför inte om ditt samtycke. Bara de som behöver "
                            "uppgifterna i sitt arbete kan se dem.</p>"
                            "<p>Nacka kommun svarar för webbplatsen. Vill du veta vilken nämnd som är personuppgiftsansvarig kan du "
                            "fråga digitaliseringsenheten.</p>",
                        ),
                    ],
                },
            ),
            (
                "section",
                {
                    "heading": "Dina rättigheter",
                    "body": [
                        (
                            "text",
                            "<p>Hör av dig till digitaliseringsenheten eller kommunens dataskyddsombud, om du vill:</p>"
                            "<ul>"
                            "<li>veta vilka uppgifter vi har om dig</li>"
                            "<li>rätta något som är fel</li>"
                            "<li>ta bort något som vi inte måste spara</li>"
                            "<li>säga nej till hur vi använder en uppgift.</li>"
                            "</ul>"
                            '<p>Adresserna finns på sidan <a href="/kontakt/">Kontakt</a>. Är du inte nöjd kan du klaga hos '
                            '<a href="https://www.imy.se/">Integritetsskyddsmyndigheten, IMY</a>.</p>',
                        ),
                    ],
                },
            ),
        ],
    },
    {
        "path": "/kontakt/",
        "title": "Kontakt",
        "lead": "Här ser du vem du frågar om modellen, kurserna eller webbplatsen. Digitaliseringsenheten hjälper dig vidare.",
        "content_owner": "Modellförvaltare",
        "body": [
            (
                "section",
                {
                    "heading": "Fråga oss",
                    "body": [
                        (
                            "text",
                            "<p>Gäller det ett visst objekt eller system? Fråga då objektledarna eller specialisterna där. I "
                            '<a href="/roller/">rollguiderna</a> ser du vem som svarar för vad.</p>'
                            "<p>I andra frågor skriver du till oss:</p>"
                            "<ul>"
                            "<li>Modellen, årshjulet och mallarna: modellförvaltaren, "
                            '<a href="mailto:modellforvaltare@example.org">modellforvaltare@example.org</a>.</li>'
                            "<li>Kurser: utbildningsansvarig, "
                            '<a href="mailto:utbildning@example.org">utbildning@example.org</a>.</li>'
                            "<li>Systeminventeringen och allt annat: digitaliseringsenheten, "
                            '<a href="mailto:digitaliseringsenheten@example.org">digitaliseringsenheten@example.org</a>.</li>'
                            "<li>Personuppgifter: dataskyddsombudet, "
                            '<a href="mailto:dataskyddsombud@example.org">dataskyddsombud@example.org</a>.</li>'
                            "<li>Diariet och allmänna handlingar: registrator, "
                            '<a href="mailto:registrator@example.org">registrator@example.org</a>.</li>'
                            "</ul>",
                        ),
                        (
                            "callout",
                            {
                                "kind": "brand",
                                "heading": "Adresserna är exempel",
                                "text": (
                                    "<p>Webbplatsen innehåller exempeldata, och adresserna leder därför inte till någon. Kommunen lägger "
                                    "in sina egna när webbplatsen tas i bruk.</p>"
                                ),
                            },
                        ),
                    ],
                },
            ),
            (
                "section",
                {
                    "heading": "Säg till om något inte fungerar",
                    "body": [
                        (
                            "text",
                            "<p>Är något svårt att läsa, förstå eller använda? Skriv till oss i "
                            '<a href="/tillganglighet/kontakt/">formuläret om tillgänglighet</a>. Du behöver inte säga vem du är. Du kan '
                            "också be att få en text eller en mall i ett annat format.</p>",
                        ),
                    ],
                },
            ),
            (
                "section",
                {
                    "heading": "Prata med andra i Teams",
                    "body": [
                        (
                            "text",
                            "<p>I Teams kan du fråga kollegor som har samma roll som du. Skriv inget där som är känsligt eller "
                            "hemligt.</p>",
                        ),
                        ("teams", {"label": "Nackamodellen i Teams", "url": "https://teams.example.org/nackamodellen"}),
                    ],
                },
            ),
        ],
    },
]

# What the loader puts on the statement page that the act on accessibility to digital public services (2018:1937) asks for.
# Dates are (month, day) in the base year of the demo data. `kind` is noncompliance, burden or out_of_scope.
ACCESSIBILITY = {
    "lead": (
        "Nacka kommun står bakom webbplatsen. Vi vill att så många som möjligt ska kunna använda den. Här beskriver vi hur väl den "
        "följer lagen om tillgänglighet till digital offentlig service, vilka brister vi känner till och hur du säger till om fler."
    ),
    "content_owner": "Webbredaktör på digitaliseringsenheten",
    "actor": "Nacka kommun",
    "service": "Nackamodellen för systemförvaltning",
    "conformance": "partial",
    "standard": "EN 301 549 V3.2.1",
    "wcag_version": "2.1",
    "wcag_level": "AA",
    "inaccessible": [
        {
            "what": (
                "På de engelska sidorna finns svenska ord och namn i löpande text. De är inte alltid märkta som svenska, och en "
                "skärmläsare kan därför läsa dem med engelskt uttal."
            ),
            "why": (
                "Vårt redigeringsverktyg kan ännu inte ange språk för enstaka ord. Det bryter mot krav 3.1.2, Språk för delar. Vi "
                "översätter orden där det går."
            ),
            "kind": "noncompliance",
        },
        {
            "what": (
                "Mallarna som du kan ladda ner är inte prövade med skärmläsare. Rubriker, tabeller och ordningen i texten kan vara svåra "
                "att uppfatta."
            ),
            "why": (
                "Vi har inte hunnit granska dokumenten. De räknas därför som en brist mot krav 1.3.1, Information och relationer. Säg "
                "till om du behöver innehållet i ett annat format."
            ),
            "kind": "noncompliance",
        },
        {
            "what": "Samtal och filer i Teams, som vi länkar till från flera sidor.",
            "why": (
                "Teams är en egen tjänst från en annan leverantör. Redogörelsen gäller bara den här webbplatsen. Det du behöver för att "
                "arbeta enligt modellen finns också här."
            ),
            "kind": "out_of_scope",
        },
    ],
    "assessment_text": (
        "<p>Redogörelsen är ett exempel och hör till en webbplats med exempeldata. En kommun som tar webbplatsen i bruk behöver göra en "
        "egen bedömning och skriva om texten efter den.</p>"
        "<p>Vi har granskat webbplatsen själva. Vi har kört automatiska tester av varje sidtyp och prövat sidorna med bara tangentbord, "
        "på smal skärm och med stark förstoring. Ingen utomstående har granskat webbplatsen, och den är inte prövad av användare med "
        "funktionsnedsättning.</p>"
    ),
    "assessed_on": (1, 19),
    "updated_on": (1, 26),
    "feedback_text": (
        "<p>Kan du inte använda någon del av webbplatsen? Skriv till oss i formuläret, så hjälper vi dig. Du kan berätta om en brist, "
        "även en som inte står här. Du kan också be att få innehåll i en form som fungerar för dig.</p>"
        "<p>Du behöver inte säga vem du är. Vill du ha svar lämnar du en adress. Du når oss också på "
        '<a href="mailto:digitaliseringsenheten@example.org">digitaliseringsenheten@example.org</a>.</p>'
        "<p>Vill du inte skriva? Ring eller besök kommunens kontaktcenter.</p>"
    ),
    "report_url": "https://www.digg.se/tdosanmalan",
}
