"""Exchange chains: meetings of two slots that change places with each other (Kempe's chains).

Somebody's meeting goes from one slot to another; whom they meet has a meeting there already, which comes back; and so
on to somebody who has none. Everybody keeps their meetings. It can be done where both ends of the chain are free.
"""

from matchmaking.planning.board import Board


def chain(board: Board, person: int, from_slot: int, to_slot: int) -> list[int] | None:
    """The people along the chain that takes a person's meeting from a slot to another, in which they are open.

    None where it cannot be done: an end is not free there, or a meeting on the way is pinned.
    """
    both = 1 << from_slot | 1 << to_slot
    if not board.open[person] >> to_slot & 1:
        return None
    people, slot, other = [person], from_slot, to_slot
    at, pinned = board.at, board.pinned
    following = at[person][slot]
    while following >= 0:
        if pinned[people[-1]] & pinned[following] & both and pinned[following] >> slot & 1:
            return None
        people.append(following)
        slot, other = other, slot
        following = at[following][slot]
    # The last one is in a meeting in `other`, and not in `slot`, into which that meeting would go.
    return people if board.free[people[-1]] >> slot & 1 else None


def exchange(board: Board, people: list[int], from_slot: int, to_slot: int):
    """Let the meetings along a chain change their slots. Exchanging it again, the slots swapped, undoes it."""
    both = 1 << from_slot | 1 << to_slot
    at, met = board.at, board.met
    for person in people:
        row = at[person]
        row[from_slot], row[to_slot] = row[to_slot], row[from_slot]
    for person in (people[0], people[-1]):
        met[person] ^= both
        board.open[person] = board.free[person] & ~met[person]
    if len(people) % 2 == 0:
        board.room[from_slot] += 1
        board.room[to_slot] -= 1


def relieve(board: Board, slot: int) -> bool:
    """Take one meeting more out of a slot than comes into it, into a slot with a table left.

    One end of such a chain is a venture.
    """
    for other in sorted(range(board.slots), key=lambda each: -board.room[each]):
        if board.room[other] <= 0 or other == slot:
            continue
        for person in range(board.ventures):
            if not (board.met[person] >> slot & 1 and board.open[person] >> other & 1):
                continue
            people = chain(board, person, slot, other)
            if people and len(people) % 2 == 0:
                exchange(board, people, slot, other)
                return True
    return False
