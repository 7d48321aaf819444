/** Source languages as the inventory names them (`contract/inventory.schema.json`). */
export type LanguageId =
  | 'python'
  | 'typescript'
  | 'javascript'
  | 'java'
  | 'kotlin'
  | 'go'
  | 'csharp'
  | 'rust'
  | 'ruby'
  | 'php'
  | 'swift'
  | 'shell'
  | 'json'
  | 'yaml'
  | 'terraform';
