"""Texts of the start page, in Swedish and English, and of the index pages."""

HOME = {
    "title": "Nackamodellen för systemförvaltning",
    "lead": (
        "Verksamhet och IT sköter kommunens system tillsammans. Modellen ger oss gemensamma ramar, så att varje lösning gör nytta för "
        "dem vi är till för och ger mesta möjliga värde för skattepengarna."
    ),
    "button_text": "Läs om modellen",
    "button_path": "/modellen/",
    "link_text": "Hitta din roll",
    "link_path": "/roller/",
    "content_owner": "Modellförvaltare",
}

HOME_EN = {
    "title": "The Nacka model for IT system management",
    "lead": (
        "The business side and IT take care of the municipality’s systems together. The model gives us a shared frame, so that every "
        "solution helps the people we serve and gives good value for tax money."
    ),
    "button_text": "Read about the model",
    "button_path": "/en/model/",
    "link_text": "Find your role (in Swedish)",
    "link_path": "/roller/",
    "content_owner": "Model manager",
}

INDEX_PAGES = {
    "/roller/": {
        "title": "Roller",
        "lead": "Fem roller bär modellen. I varje guide ser du vad du beslutar om, vad du gör under året och vem du arbetar med.",
        "content_owner": "Modellförvaltare",
    },
    "/objekt/": {
        "title": "Objekt",
        "lead": "Kommunens verksamhet och system är indelade i objekt. Här ser du vad som ingår i vart och ett och var gränserna går.",
        "content_owner": "Modellförvaltare",
    },
    "/ordlista/": {
        "title": "Ordlista",
        "lead": "Här förklarar vi orden i modellen. Äldre ord finns också med, så att du hittar rätt ändå.",
        "content_owner": "Modellförvaltare",
    },
    "/mallar/": {
        "title": "Mallar",
        "lead": "Hämta mallen du behöver. Här finns alltid den senaste versionen, och du ser vem som svarar för den.",
        "content_owner": "Modellförvaltare",
    },
    "/arshjul/": {
        "title": "Årshjul",
        "lead": "Här ser du vad som ska göras under året, när det ska vara klart och vem det berör.",
        "content_owner": "Modellförvaltare",
    },
    "/nyheter/": {
        "title": "Nyheter",
        "lead": "Här berättar vi vad som är nytt i modellen, i objekten och bland mallar och kurser.",
        "content_owner": "Kommunikatör på digitaliseringsenheten",
    },
    "/utbildning/": {
        "title": "Utbildning",
        "lead": "Här finns kurser för dig som är ny i en roll och för dig som vill öva på något särskilt.",
        "content_owner": "Utbildningsansvarig",
    },
}
