use('single \'quoted\'', "double \"quoted\"", `back\`tick`, '');
use('\n\t\\\x41\u0042\u{1F600}\0', 'line \
continued', '\u{110000}');
use(1_000, 0xff, 0o17, 0b11, 1e3, .5, 12n, 017);
use(4 * 1024, 2 ** 10 - 24, -5, +5, 100 / 8, 7 % 4, 1 << 4, (1 + 2) * 3, 1 + 2 + 3);
use(true, false, null, undefined, void 0, !0, !1, NaN);
use(/regular[/"']expression/g, typeof x, a === b, a < f(), !check(), delete o.p, x in y);
use(`Hello ${name}, you are ${ages[name] ?? 'old'}\n${`nested ${deep}`}!`);
use('a' + b + 'c', 'total ' + (1 + 2), ('x' + y) + z, 1 + n, 'only' + 'texts');
use(dedent`
  indented ${value}
`, String.raw`C:\${path}`);
use(html`plain`);
