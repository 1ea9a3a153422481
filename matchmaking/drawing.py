"""The draw of a roadshow: the order of a closed list follows from a seed, so that anyone can draw it again.

The list is a text in which every venture has a number. Its SHA-256 is published before anybody can know the seed. The
order is that of the SHA-256, in hexadecimal, of three lines: the seed, the digest of the list, and the number, with no
line break at the end.

Source: the procedure is that of RFC 3797 (number the pool, announce the source, then draw); why it is not its MD5 is
told in docs/decisions/025-the-order-of-a-roadshow.md.
"""

import hashlib

ENTRY = "{number}\t{names}"


def closed_list(rule, ventures):
    """The text of a list: a line for the rule in each language, then one for each venture with its number.

    Shapes: `rule` is {language: words}; `ventures` are (number, [name, …]) in any order.
    """
    lines = [f"rule ({language})\t{on_one_line(words)}" for language, words in rule.items()]
    lines += [
        ENTRY.format(number=number, names="\t".join(map(on_one_line, names))) for number, names in sorted(ventures)
    ]
    return "\n".join(lines) + "\n"


def on_one_line(words):
    return " ".join(words.split())


def digest(text):
    """The SHA-256 of a text in UTF-8, as `sha256sum` prints it."""
    return hashlib.sha256(text.encode()).hexdigest()


def ticket(seed, list_digest, number):
    """What a number is sorted by."""
    return digest(f"{seed}\n{list_digest}\n{number}")


def order(seed, list_digest, numbers):
    """The numbers in the order of the draw, whatever order they come in.

    Errors: ValueError without a seed, which would be an order that everybody knew before.
    """
    if not seed:
        raise ValueError("There is no draw without a seed.")
    return sorted(numbers, key=lambda number: ticket(seed, list_digest, number))


def commands(seed, most):
    """What to type into a shell beside the list, saved as list.txt, to have the digest and then the order.

    Each line of the answer is a place, the ticket and the number. `most` is the last number of the list.
    """
    return "\n".join(
        [
            "sha256sum list.txt",
            f"seed='{seed}'",
            "list=$(sha256sum list.txt | cut -c 1-64)",
            f"for number in $(seq 1 {most}); do",
            """  ticket=$(printf '%s\\n%s\\n%s' "$seed" "$list" "$number" | sha256sum | cut -c 1-64)""",
            '  echo "$ticket $number"',
            "done | LC_ALL=C sort | nl",
        ]
    )
