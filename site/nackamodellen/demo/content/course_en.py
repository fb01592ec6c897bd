"""One demo course in English, and the page it stands below: constants only."""

TRAINING_EN = {
    "title": "Training",
    "slug": "training",
    "lead": "Courses for those who have a role in the model. The pages are in Swedish for now, but for the basic training.",
    "content_owner": "Training manager",
}

COURSE_EN = {
    "title": "Basic training for object leads and system specialists",
    "slug": "basic-training",
    "lead": (
        "Two days for you who are new as an object lead or a system specialist. "
        "You learn the model, write an object plan and classify a system."
    ),
    "content_owner": "Training manager",
    "audience": "Object leads and system specialists",
    "goals": [
        "You can explain what an object is and where its border runs.",
        "You know what your role does and whom you work with.",
        "You can write goals with measures and tie them to activities and money.",
        "You can tell maintenance from development.",
        "You have tried to classify a system.",
    ],
    "length": "Two days, in Swedish",
    "prerequisites": '<p>You have read <a href="/modellen/">about the model</a>.</p>',
    "cost": "None for those who work for the municipality",
    "certificate": "After both days and a short test",
    "program": [
        {
            "heading": "Day 1",
            "items": [
                {"time": "9:00", "text": "Why a model?"},
                {"time": "10:30", "text": "The roles in practice"},
                {"time": "13:00", "text": "Objects and borders"},
                {"time": "14:30", "text": "Exercise: draw your object"},
            ],
        },
        {
            "heading": "Day 2",
            "items": [
                {"time": "9:00", "text": "The object plan step by step"},
                {"time": "10:30", "text": "Budget for maintenance and development"},
                {"time": "13:00", "text": "Follow-up and the list of systems"},
                {"time": "14:30", "text": "Classification in an hour"},
                {"time": "15:30", "text": "A short test"},
            ],
        },
    ],
    "body": [
        (
            "section",
            {
                "heading": "How we work",
                "body": [
                    (
                        "text",
                        "<p>Short lectures take turns with exercises. You work with your own object, so bring this year’s plan. "
                        "Come together with the other half of your pair, if you can.</p>",
                    ),
                ],
            },
        ),
    ],
}
