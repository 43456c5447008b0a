"""Something to talk about that is not work: a question for each meeting of a pod.

They ask for what anyone can answer in a sentence, and leave room to say less.
"""

from __future__ import annotations

PROMPTS = (
    "What was good this week, however small?",
    "Who made your day a little easier lately?",
    "What did you eat last that you would gladly eat again?",
    "What are you reading, watching or listening to?",
    "Which place in this town do you like best on a free morning?",
    "What do you look forward to in the next two weeks?",
    "When did you last laugh out loud?",
    "What would you do with one more free day this month?",
    "Which song has been in your head?",
    "Who outside the hospital have you thought of lately?",
    "What did you like doing before you had this little time?",
    "What helps you sleep after a night shift?",
    "What is a small thing you bought that turned out well?",
    "Where would you go for a long weekend?",
    "What did you learn lately that has nothing to do with medicine?",
    "Which walk, run or ride do you recommend?",
    "What do you cook when nobody is looking?",
    "What has become easier since July?",
    "What would make next week a bit lighter, and can one of us help?",
    "Which tradition from home do you keep here?",
    "What is the best advice a friend has given you?",
    "What are you proud of that nobody asked about?",
    "How do you come down after a long call?",
    "Which season is yours, and why?",
    "What did you want to be when you were ten?",
    "What is worth staying up for?",
    "Which small ritual keeps you going?",
    "What could we do together that is not a meeting?",
    "Whom would you like to thank?",
    "What do you want to say no to this month?",
    "What does a good Sunday look like for you?",
)
STEP = 7  # no divisor of how many there are: each comes once before one comes again


def prompt(group: str, meetings: int) -> str:
    """The question for a group's next meeting, after so many; the next one has another."""
    start = sum(group.encode())
    return PROMPTS[(start + meetings * STEP) % len(PROMPTS)]
