/** Files that modules keep their constants and types in. */
const USUAL_NAMES = ['Constants', 'Config', 'Configuration', 'Models', 'Prompts', 'Types', 'Settings'];
const FOLDERS = ['.', '..', './Models', '../Models', '../Utils', '../Config', '../Services'];

/** All files of a module see each other's names; a type mostly stands in a file of its name. */
export function packageFiles(name: string): readonly string[] {
  if (IN_LANGUAGE.has(name)) return [];
  if (/^[A-Z]\w*$/.test(name)) return FOLDERS.map((folder) => `${folder}/${name}.swift`);
  return /^[a-z]\w*$/.test(name) ? USUAL_NAMES.map((usual) => `./${usual}.swift`) : [];
}

/** Names of the language itself, and of libraries that everybody uses. */
const IN_LANGUAGE: ReadonlySet<string> = new Set(
  'Any Array Bool BedrockRuntimeClient BedrockRuntimeClientTypes BedrockRuntime BedrockService BedrockModel Codable Data Date Decodable Dictionary Double Encodable Error Float Int JSONDecoder JSONEncoder JSONSerialization Logger NSError Never ProcessInfo Set String Task URL URLRequest URLSession UUID Void print fatalError min max abs self super error'.split(
    ' ',
  ),
);
