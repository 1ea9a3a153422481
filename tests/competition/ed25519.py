"""Verifying an Ed25519 signature by the definition in RFC 8032, section 5.1: slow, and a reader that is not ours."""

import hashlib

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P


def times(scalar, point):
    found = (0, 1)
    while scalar:
        if scalar & 1:
            found = plus(found, point)
        point, scalar = plus(point, point), scalar >> 1
    return found


def plus(one, other):
    (x1, y1), (x2, y2) = one, other
    both = D * x1 * x2 * y1 * y2
    return (x1 * y2 + x2 * y1) * pow(1 + both, -1, P) % P, (y1 * y2 + x1 * x2) * pow(1 - both, -1, P) % P


def point_of(raw):
    y = int.from_bytes(raw, "little") & (2**255 - 1)
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P:
        raise ValueError("This is no point of the curve.")
    return (x if x & 1 == raw[31] >> 7 else P - x), y


def is_signed(message, signature, public):
    """Whether 64 bytes are the signature on a message by the owner of 32 bytes of public key."""
    base = point_of((4 * pow(5, -1, P) % P).to_bytes(32, "little"))
    scalar = int.from_bytes(signature[32:], "little")
    digest = hashlib.sha512(signature[:32] + public + message).digest()
    challenge = int.from_bytes(digest, "little") % ORDER
    ours = plus(point_of(signature[:32]), times(challenge, point_of(public)))
    return scalar < ORDER and times(scalar, base) == ours
