"""Reports of own sentences for benchmarks: any number, each of another day, place and happening.

Report n is the same on every machine. Nine stories with own slots, four to eight sentences of
background; about 1,100 characters, the length of a wire report.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

FIRST = date(2015, 1, 1)

_STORIES = (
    "{A} fired {n} ballistic missiles toward the sea on {day}, {B}'s military said. The missiles "
    "flew about {km} kilometers before they fell into the water, it added.",
    "At least {n} people were killed and {m} wounded on {day} when shells hit a market in {town}, "
    "{A}, health officials said.",
    "Thousands of people marched through {town} on {day} to protest against the government of {A}. "
    "Police arrested {m} demonstrators, a spokesman said.",
    "The foreign ministers of {A} and {B} met in {town} on {day} and agreed to resume talks on "
    'their border. "{quote}," the minister of {A} said.',
    "{A} imposed new sanctions on {n} companies from {B} on {day}, the finance ministry said, "
    "accusing them of helping to build drones.",
    "{B} accused {A} on {day} of violating a ceasefire near {town}. {A}'s defense ministry denied "
    "the accusation and said its forces had not opened fire.",
    "Gunmen attacked a convoy outside {town} on {day} and killed {n} soldiers, the army of {A} "
    "said. No group claimed responsibility for the attack.",
    "{A} sent {m} tonnes of food and medicine to {B} on {day}, after floods destroyed villages "
    "around {town}, an aid agency said.",
    "The president of {A} warned {B} on {day} that any attack on {town} would be answered with "
    'force. "{quote}," he told reporters.',
)
_BACKGROUND = (
    "Residents of {town} said they had heard explosions before dawn.",
    "It was not immediately clear who was behind it.",
    "A spokeswoman for the foreign ministry of {B} called on both sides to show restraint.",
    "Analysts believe that {A} is likely to hold talks with {B} in the coming weeks.",
    "The two countries signed an agreement in {year}, but the deal collapsed two years later.",
    "{B}'s prime minister is expected to visit the region next month, according to a senior "
    "official who spoke on condition of anonymity.",
    '"{quote}," said {name}, a shopkeeper who has lived in {town} for {n} years.',
    "The United Nations said more than {m}00 families had left their homes since last year.",
    "State media in {A} reported that the government had ordered an investigation.",
    "Opposition leader {name} said the authorities should publish the figures.",
    "Schools and offices in {town} stayed closed, and trains ran with delays of up to {n} hours.",
    "The defense ministry of {A} has not commented on the report.",
    "Economists said the price of wheat had risen by {n} percent since the beginning of the year.",
)
_COUNTRIES = (
    "North Korea", "Iran", "Israel", "Ukraine", "Russia", "Sudan", "Ethiopia", "Pakistan", "India",
    "Lebanon", "Syria", "Turkey", "Armenia", "Azerbaijan", "Venezuela", "Colombia", "Myanmar",
    "Thailand", "Japan", "South Korea", "Poland", "Serbia", "Mali", "Nigeria", "Kenya", "Egypt",
)  # fmt: skip
_TOWNS = (
    "Kharkiv", "Homs", "Aleppo", "Khartoum", "Lahore", "Beirut", "Yerevan", "Bamako", "Kano",
    "Mandalay", "Chiang Mai", "Maracaibo", "Nairobi", "Alexandria", "Gdansk", "Novi Sad", "Izmir",
    "Tabriz", "Haifa", "Busan", "Sapporo", "Peshawar", "Mekelle", "Odesa", "Tripoli", "Basra",
)  # fmt: skip
_NAMES = (
    "Amina Diallo", "Marko Petrovic", "Lena Hofmann", "Samir Haddad", "Olga Bondar", "Tomas Reyes",
    "Mei Tanaka", "Arif Khan", "Grace Mwangi", "Anna Kowalska",
)  # fmt: skip
_QUOTES = (
    "We will not accept this",
    "The people of this town need help now",
    "Nobody wants another war",
    "There is still a chance for an agreement",
    "This was a mistake that must not happen again",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day(number: int) -> date:
    """The day of publication of a report."""
    return FIRST + timedelta(days=Random(number).randrange(3_650))


def report(number: int) -> str:
    """The text of report `number`."""
    random = Random(number)
    random.randrange(3_650)
    happened = day(number) - timedelta(days=random.randrange(3))
    slots = {
        "A": random.choice(_COUNTRIES), "B": random.choice(_COUNTRIES),
        "town": random.choice(_TOWNS), "name": random.choice(_NAMES),
        "quote": random.choice(_QUOTES), "day": _DAYS[happened.weekday()],
        "n": random.randrange(2, 30), "m": random.randrange(30, 90),
        "km": 10 * random.randrange(30, 90),
        "year": day(number).year - random.randrange(1, 9),
    }  # fmt: skip
    told = [random.choice(_STORIES), *random.sample(_BACKGROUND, random.randrange(9, 13))]
    return "\n\n".join(words.format(**slots) for words in told) + "\n"
