/** Packages of the language itself and of libraries that everybody uses: never looked for among the files. */
const LIBRARIES =
  /^(?:javax?|jakarta|kotlinx?|scala|sun|jdk|org\.(?:springframework|slf4j|apache|junit|mockito|json|hibernate|eclipse)|software\.amazon|com\.(?:amazonaws|fasterxml|google)|lombok|reactor|io\.(?:micrometer|swagger|quarkus)|dev\.langchain4j)(?:\.|$)/;

const MAXIMUM_STEPS = 16;

/** A class stands in a file of its name, in the folder of its package. */
export function moduleCandidates(specifier: string, name = ''): readonly string[] {
  const steps = specifier.split('.');
  if (LIBRARIES.test(specifier) || steps.length > MAXIMUM_STEPS || !steps.every((step) => /^\w+$/.test(step)))
    return [];
  if (!/^[A-Za-z_]\w*$/.test(name) || IN_LANGUAGE.has(name)) return [];
  const folder = steps.join('/');
  return [`${folder}/${name}.java`, `${folder}/${name}.kt`];
}

/** Of `java.lang`: their names are in every file, and never those of its package. */
const IN_LANGUAGE: ReadonlySet<string> = new Set(
  'Boolean Byte Character Class Double Enum Error Exception Float IllegalArgumentException IllegalStateException Integer Iterable List Long Map Math Number Object Override RuntimeException Set Short String StringBuilder System Thread Throwable UnsupportedOperationException Void'.split(
    ' ',
  ),
);
