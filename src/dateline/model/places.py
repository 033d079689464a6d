"""Places with a precision class and a radius: a circle, never an invented pin."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.lists import PlacePrecision


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the gazetteer. `lat`, `lon` in degrees (WGS 84); `country` ISO 3166 alpha-3.

    `sort` is country, adm1, adm2, town, region, continent, sea or site; `also` holds rival names
    (the East Sea for the Sea of Japan). `prior` is how likely the name means this place where
    nothing else is known: log10 of its people, weighted by its sort and by how it was named.
    """

    id: str
    name: str
    precision: PlacePrecision
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    sort: str = ""
    also: tuple[str, ...] = ()
    prior: float = 0.0


@dataclass(frozen=True, slots=True)
class Where:
    """Where something happened, as far as the words say.

    `relation` is "in", "near" (vicinity), "off", "toward" …, empty where no preposition says it;
    `radius_km` is the radius of the circle by the precision class's stated rule; None when no
    radius can be given. `distance_km` and `bearing` hold a stated offset ("150 km north of").
    """

    place: Place | None
    name: str
    precision: PlacePrecision
    original: str
    relation: str = "in"
    radius_km: float | None = None
    distance_km: float | None = None
    bearing: str | None = None

    @property
    def notation(self) -> str:
        """Canonical notation: `near Pyongyang (vicinity, r=35 km)`, `Japan (country)`,
        `150 km north of Wonsan (vicinity, r=150 km)`."""
        head = "" if self.relation in ("", "in", "at", "on") else f"{self.relation} "
        if self.bearing:
            head = f"{self.bearing} of "
        if self.distance_km is not None:
            head = f"{self.distance_km:g} km {head or 'from '}"
        radius = f", r={self.radius_km:g} km" if self.radius_km is not None else ""
        return f"{head}{self.name} ({self.precision}{radius})"
