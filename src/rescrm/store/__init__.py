"""The SQLite file: one class of nouns and verbs; rows become values before they leave."""

from .moment import Moment as Moment
from .store import Store as Store
