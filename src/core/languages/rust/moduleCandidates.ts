/** Crates that everybody uses: never looked for among the files. */
const LIBRARIES =
  /^(?:std|core|alloc|proc_macro|tokio\w*|serde\w*|aws_\w+|futures\w*|anyhow|thiserror|tracing\w*|log|clap|reqwest|hyper\w*|axum\w*|tower\w*|chrono|uuid|regex|rand|http\w*|bytes|lambda_\w+|async_trait|once_cell|lazy_static|itertools|base64|url|sqlx|diesel|actix\w*|rocket|parking_lot|dashmap|indexmap)(?:\.|$)/;

const MAXIMUM_STEPS = 12;

/**
 * A module stands in `a/b.rs` or `a/b/mod.rs` below the folder of its crate's sources; one that is written in braces stands in the file of
 * the module around it. Steps are separated by dots; `self` stands for the folder of the importing file. What is imported can be a
 * module itself.
 */
export function moduleCandidates(specifier: string, name = ''): readonly string[] {
  const steps = specifier.split('.');
  if (LIBRARIES.test(specifier) || steps.length > MAXIMUM_STEPS || !steps.every((step) => /^\w+$/.test(step)))
    return [];
  const [first = '', ...inside] = steps;
  if (first === 'self') return filesOf('.', inside, name, ['main', 'lib', 'mod']);
  if (first === 'crate') return filesOf('src', inside, name, ['lib', 'main']);
  // Another crate of the same workspace, mostly in a folder of its name; a program's own library has its sources beside it.
  const names = [...new Set([first, first.replaceAll('_', '-')])];
  const folders = names.flatMap((name) => [`${name}/src`, `crates/${name}/src`]);
  return [
    ...folders.flatMap((folder) => filesOf(folder, inside, name, ['lib'])),
    ...filesOf('src', inside, name, ['lib']),
  ];
}

function filesOf(folder: string, steps: readonly string[], name: string, roots: readonly string[]): readonly string[] {
  const paths = steps.map((_, index) => steps.slice(0, steps.length - index).join('/'));
  const itself = /^[a-z_]\w*$/.test(name) ? [[...steps, name].join('/')] : [];
  const files = [...itself, ...paths.slice(0, 2)].flatMap((path) => [
    `${folder}/${path}.rs`,
    `${folder}/${path}/mod.rs`,
  ]);
  return [...files, ...(steps.length < 2 ? roots.map((root) => `${folder}/${root}.rs`) : [])];
}
