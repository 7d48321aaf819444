import type { SettingFiles } from '../../domain/language.ts';

const ENVIRONMENTS: ReadonlyMap<string, string> = new Map(
  ['Development', 'Production', 'Staging', 'Local', 'Docker'].map((name) => [name.toLowerCase(), name]),
);

/** Values whose elements and sections are settings, by their symbols. */
const HOLDERS =
  /(?:^|[#.])(?:I?Configuration(?:Root|Section|Manager)?|config(?:uration)?|(?:ConfigurationBuilder\(\)|ConfigurationBuilder).*\.Build)(?:\(\))?$/i;
const SECTION = /\.(?:GetSection|GetRequiredSection)$/;

const READING = '.GetValue';

function holds(symbol: string): boolean {
  const held = symbol.replace(/\(\)$/, '');
  return HOLDERS.test(held) || SECTION.test(held);
}

/** Of ASP.NET Core and the generic host. */
export const settingFiles: SettingFiles = {
  paths(profile) {
    if (profile === undefined) return ['appsettings.json'];
    const name = ENVIRONMENTS.get(profile);
    return name === undefined ? [] : [`appsettings.${name}.json`];
  },
  holds,
  reads: (symbol) => symbol.endsWith(READING) && holds(symbol.slice(0, -READING.length)),
  opensSection: (symbol) => SECTION.test(symbol),
  sectionsOf: boundSections,
  startFiles: ['Program', 'Startup', 'Function'],
};

const MAXIMUM_SECTIONS = 8;

/** `Configure<X>(configuration.GetSection("A:B"))`, `AddOptions<X>().BindConfiguration("A:B")`, `GetSection("A").Get<X>()`. */
function boundSections(text: string, name: string): readonly string[] {
  const forms = [
    `<\\s*${name}\\s*>[^;]{0,200}?(?:GetSection|GetRequiredSection|BindConfiguration)\\s*\\(\\s*"([^"]{1,100})"`,
    `(?:GetSection|GetRequiredSection)\\s*\\(\\s*"([^"]{1,100})"\\s*\\)\\s*\\.Get\\s*<\\s*${name}\\s*>`,
  ];
  const sections = forms.flatMap((form) =>
    [...text.matchAll(new RegExp(form, 'g'))].map(([, section = '']) => section),
  );
  return sections.slice(0, MAXIMUM_SECTIONS);
}
