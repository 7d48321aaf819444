limits = [4_096, 0xFF, 0o17, 0b11, 1e3, .5, 2j]
computed = 4 * 1024 + 2**3
negative = -0.5
parts = [7 // 2, 7 / 2, -7 % 3, 1 / 0]
unknown = 4 * KILO
flags = [True, False, None]
