"""The IANA time zone database, for zoneinfo. All zones are one file, made by pack-zones.ts."""

import functools
import pkgutil

__version__ = '2026.6'
IANA_VERSION = '2026f'


@functools.cache
def _zones():
    """Where each zone's TZif data lies, by name, and the data of all."""
    text, _, data = pkgutil.get_data(__name__, 'zones.bin').partition(b'\n\n')
    places = {}
    for line in text.decode().splitlines():
        name, start, size = line.split(' ')
        places[name] = (int(start), int(size))
    return places, data


def names():
    return set(_zones()[0])


def read(name):
    """The TZif data of a zone. Raises KeyError when there is none of that name."""
    places, data = _zones()
    start, size = places[name]
    return data[start:start + size]
