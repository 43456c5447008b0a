"""The parts of the store: each is loaded when it is first asked for; `due` needs three of them."""

from __future__ import annotations

from functools import cached_property

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3

    from .commitments import Commitments
    from .contacts import Contacts
    from .deliveries import Deliveries
    from .directory import PeopleDirectory
    from .drafts import Drafts
    from .dues import Dues
    from .events import Events
    from .exported import Exported
    from .favours import Favours
    from .gatherings import Gatherings
    from .goals import Goals
    from .groups import Groups
    from .introductions import Introductions
    from .journal import Journal
    from .mentors import Mentors
    from .moment import Moment
    from .network import Network
    from .occasions import Occasions
    from .people import People
    from .points import Points
    from .positions import Positions
    from .programs import Programs
    from .rules import Rules
    from .shifts import Shifts
    from .sponsors import Sponsors
    from .targets import Targets
    from .thanks import Thanks
    from .touches import Touches


class Parts:
    """What a store is asked for, by noun; a store says what connection and moment they share."""

    moment: Moment

    @cached_property
    def conn(self) -> sqlite3.Connection:
        """The connection that all parts share."""
        raise NotImplementedError

    @cached_property
    def journal(self) -> Journal:
        """Undo and history."""
        from .journal import Journal

        return Journal(self.conn)

    @cached_property
    def people(self) -> People:
        """Changing contacts."""
        from .people import People

        return People(self.conn, self.moment)

    @cached_property
    def contacts(self) -> Contacts:
        """Reading contacts."""
        from .contacts import Contacts

        return Contacts(self.conn, self.moment.today)

    @cached_property
    def directory(self) -> PeopleDirectory:
        """Who could be meant."""
        from .directory import PeopleDirectory

        return PeopleDirectory(self.conn)

    @cached_property
    def touches(self) -> Touches:
        """Interactions."""
        from .touches import Touches

        return Touches(self.conn, self.moment)

    @cached_property
    def commitments(self) -> Commitments:
        """Promises, asks, thank-yous, follow-ups."""
        from .commitments import Commitments

        return Commitments(self.conn, self.moment)

    @cached_property
    def occasions(self) -> Occasions:
        """Yearly dates."""
        from .occasions import Occasions

        return Occasions(self.conn)

    @cached_property
    def goals(self) -> Goals:
        """Goals a month."""
        from .goals import Goals

        return Goals(self.conn, self.moment)

    @cached_property
    def points(self) -> Points:
        """Agendas: what to talk about."""
        from .points import Points

        return Points(self.conn, self.moment)

    @cached_property
    def positions(self) -> Positions:
        """Where people were, are and will be."""
        from .positions import Positions

        return Positions(self.conn, self.moment)

    @cached_property
    def programs(self) -> Programs:
        """Where you might train next."""
        from .programs import Programs

        return Programs(self.conn, self.moment)

    @cached_property
    def rules(self) -> Rules:
        """Rules and pauses."""
        from .rules import Rules

        return Rules(self.conn, self.moment)

    @cached_property
    def events(self) -> Events:
        """Events and who was met."""
        from .events import Events

        return Events(self.conn, self.moment)

    @cached_property
    def groups(self) -> Groups:
        """Groups."""
        from .groups import Groups

        return Groups(self.conn, self.moment)

    @cached_property
    def gatherings(self) -> Gatherings:
        """The meetings of groups, and what came of them."""
        from .gatherings import Gatherings

        return Gatherings(self.conn, self.moment)

    @cached_property
    def mentors(self) -> Mentors:
        """Mentors and their roles."""
        from .mentors import Mentors

        return Mentors(self.conn, self.moment)

    @cached_property
    def sponsors(self) -> Sponsors:
        """What sponsors did."""
        from .sponsors import Sponsors

        return Sponsors(self.conn, self.moment)

    @cached_property
    def favours(self) -> Favours:
        """What was given and received."""
        from .favours import Favours

        return Favours(self.conn, self.moment)

    @cached_property
    def thanks(self) -> Thanks:
        """Thank-yous after meetings."""
        from .thanks import Thanks

        return Thanks(self.conn, self.moment)

    @cached_property
    def drafts(self) -> Drafts:
        """Letters in the making."""
        from .drafts import Drafts

        return Drafts(self.conn, self.moment)

    @cached_property
    def targets(self) -> Targets:
        """Whom to look for at an event."""
        from .targets import Targets

        return Targets(self.conn, self.moment)

    @cached_property
    def introductions(self) -> Introductions:
        """People who should know each other."""
        from .introductions import Introductions

        return Introductions(self.conn, self.moment)

    @cached_property
    def network(self) -> Network:
        """Who knows whom, and how."""
        from .network import Network

        return Network(self.conn, self.moment)

    @cached_property
    def exported(self) -> Exported:
        """What calendars were told."""
        from .exported import Exported

        return Exported(self.conn, self.moment)

    @cached_property
    def deliveries(self) -> Deliveries:
        """Digests that left."""
        from .deliveries import Deliveries

        return Deliveries(self.conn, self.moment)

    @cached_property
    def dues(self) -> Dues:
        """The agenda as it stands today."""
        from .dues import Dues

        return Dues(self.conn, self.moment.today, self.moment.leap)

    @cached_property
    def shifts(self) -> Shifts:
        """Blocks of days and hours in which nothing is planned."""
        from .shifts import Shifts

        return Shifts(self.conn)
