"""Reading a QR code whose every module is known, by ISO/IEC 18004: as a phone does, but nothing has to be mended.

Which modules are patterns, and how the codewords lie in blocks, is in the tables of `segno`.
"""

from segno import consts, encoder

LEVELS = [consts.ERROR_LEVEL_M, consts.ERROR_LEVEL_L, consts.ERROR_LEVEL_H, consts.ERROR_LEVEL_Q]
NUMERIC, BYTES = 1, 4


def words_of(matrix):
    """What a code says: of its matrix, rows of 0 and 1 without the margin."""
    version = (len(matrix) - 17) // 4
    first, second, *mask = (bit ^ turned for bit, turned in zip(matrix[8][:5], (1, 0, 1, 0, 1), strict=True))
    codewords = bytes(number(bits) for bits in in_parts(data_modules(matrix, number(mask)), 8) if len(bits) == 8)
    data = in_order(codewords, consts.ECC[version][LEVELS[number((first, second))]])
    return "".join(segments((int(bit) for byte in data for bit in f"{byte:08b}"), version))


def number(bits):
    return int("".join(map(str, bits)), 2)


def in_parts(bits, size):
    return [bits[start : start + size] for start in range(0, len(bits), size)]


def data_modules(matrix, mask):
    """The modules that are no pattern, unmasked, two columns at a time, up and down from the lower right corner."""
    size, is_masked = len(matrix), encoder.get_data_mask_functions(False)[mask]
    patterns = encoder.make_matrix(size, size)
    encoder.add_finder_patterns(patterns, size, size)
    encoder.add_alignment_patterns(patterns, size, size)
    found, is_upwards = [], True
    for right in [*range(size - 1, 6, -2), 5, 3, 1]:  # the column of the timing pattern is left out
        for row in range(size - 1, -1, -1) if is_upwards else range(size):
            free = [column for column in (right, right - 1) if patterns[row][column] == 2]
            found += [matrix[row][column] ^ is_masked(row, column) for column in free]
        is_upwards = not is_upwards
    return found


def in_order(codewords, blocks):
    """The data of the blocks, one after the other, from codewords that lie one of each block in turn."""
    lengths = [block.num_data for block in blocks for _block in range(block.num_blocks)]
    data = [bytearray() for _length in lengths]
    turns = ((place, turn) for turn in range(max(lengths)) for place, length in enumerate(lengths) if turn < length)
    for codeword, (place, _turn) in zip(codewords, turns, strict=False):
        data[place].append(codeword)
    return b"".join(data)


def segments(bits, version):
    """The texts of the segments: bytes, or digits of which three take ten bits."""

    def take(length):
        return number([next(bits) for _bit in range(length)])

    size = (version > 9) + (version > 26)
    while mode := take(4):
        if mode == BYTES:
            yield bytes(take(8) for _byte in range(take((8, 16, 16)[size]))).decode()
        elif mode == NUMERIC:
            digits = take((10, 12, 14)[size])
            yield "".join(f"{take(10):03}" for _three in range(digits // 3))
            if rest := digits % 3:
                yield f"{take((4, 7)[rest - 1]):0{rest}}"
        else:
            raise ValueError(f"Mode {mode} is not read here.")
