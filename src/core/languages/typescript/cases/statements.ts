if (a) one();
else if (b) {
  two();
} else three();
for (const item of items) use(item);
for await (const { model, limits: { tokens = 1 } } of stream()) use(model, tokens);
for (const [key, value] of Object.entries(table)) use(key, value);
for (const [, { id }] of pairs) use(id);
for (const key in table) use(key);
for (holder.current of items) {
}
for (let i = 0, n = size(); i < limit(); i++) use(i);
for (;;) {
  forever();
  break;
}
while (more()) next();
do {
  again();
} while (test());
outer: for (const x of xs) continue outer;
switch (kind()) {
  case 'a':
  case letter('b'):
    first();
    break;
  default:
    fallback();
    break;
  case 'c': {
    second();
  }
}
switch (x) {
  default:
    only();
}
try {
  risky();
} catch (error) {
  handle(error);
} finally {
  close();
}
try {
  risky();
} catch {
}
{
  const block = 1;
  use(block);
}
async function returns() {
  if (early) return;
  return first(), second();
}
debugger;
;
