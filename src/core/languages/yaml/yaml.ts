import type { Language } from '../../domain/language.ts';
import { library } from './library.ts';
import { lowerDocument } from './lowerDocument.ts';

/** Files, nearest first, that may say what a template's parameters or a definition's substitutions are. */
const USERS = [
  ...['template.yaml', 'template.yml', 'template.json', 'main.yaml', 'main.yml', 'root.yaml', 'master.yaml'],
  ...[
    'stack.yaml',
    'sam.yaml',
    'sam.yml',
    'cloudformation.yaml',
    'cloudformation.yml',
    'cfn.yaml',
    'cloudformation.json',
  ],
];

const common = {
  editorLanguageIds: [],
  grammars: [],
  isData: true,
  writeEdit: () => undefined,
  library,
  moduleCandidates: () => [],
  modules: {
    users: USERS,
    loadedValues: ['./samconfig.toml', '../samconfig.toml'],
    uses: [
      { callee: 'AWS::Serverless::StateMachine', source: 'DefinitionUri', parameters: 'DefinitionSubstitutions' },
      {
        callee: 'AWS::StepFunctions::StateMachine',
        source: 'DefinitionS3Location',
        parameters: 'DefinitionSubstitutions',
      },
      { callee: 'AWS::CloudFormation::Stack', source: 'TemplateURL', parameters: 'Parameters' },
      { callee: 'AWS::Serverless::Application', source: 'Location', parameters: 'Parameters' },
    ],
  },
} as const satisfies Partial<Language>;

/** Documents that declare infrastructure (CloudFormation and SAM, the Serverless Framework, Step Functions) or say which models a library asks. */
export const yaml: Language = {
  ...common,
  id: 'yaml',
  extensions: ['.yaml', '.yml', '.template', '.toml'],
  editorLanguageIds: ['yaml', 'dockercompose', 'github-actions-workflow'],
  lower: ({ uri, text }) => lowerDocument(uri, text, 'yaml'),
  lineComment: (text) => `# ${text}`,
};

/** The same as JSON, which has no comments. */
export const json: Language = {
  ...common,
  id: 'json',
  extensions: ['.json', '.asl'],
  lower: ({ uri, text }) => lowerDocument(uri, text, 'json'),
  lineComment: (text) => `// ${text}`,
};
