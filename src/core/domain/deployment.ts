import type { CallExpression, Expression } from './program.ts';
import type { ObjectValue, Value } from './value.ts';
import type { TextRange } from '../util/text.ts';

/** What sets the environment variables of programs: a function of a template, a service of a compose file, an `.env` file. */
export interface Deployment {
  /** For a person: "function `Ask`". */
  readonly name: string;
  /** The file that it stands in. */
  readonly uri: string;
  readonly strength: DeploymentStrength;
  /** Where its programs lie; undefined where that is not said. */
  readonly code: readonly DeployedCode[] | undefined;
  /** Where its program is written into {@link uri} itself. */
  readonly inlineCode?: TextRange;
  readonly variables: ReadonlyMap<string, Value>;
  /** True where it can set variables that are not seen. */
  readonly isOpen: boolean;
}

/**
 * `deployed` is what a program is started with, `image` what its image has until then, `file` what it reads itself.
 * An `example` shows what somebody may set.
 */
export type DeploymentStrength = 'deployed' | 'image' | 'file' | 'example';

/** A folder or file of the workspace. */
export interface DeployedCode {
  /** Absolute, or as seen from {@link from}. */
  readonly path: string;
  /** `file`: the folder of the file that says so; `project`: also a folder above it in which the tool may be started. */
  readonly from: 'file' | 'project';
  /** Set for the file that is started, without its ending where the deployment leaves it out. */
  readonly isEntry?: true;
  /** In {@link path}: the file that is started there, without its ending. */
  readonly entry?: string;
}

/** Knows the deployments of one tool. A reader has one of {@link readText}, {@link readCall} and {@link readProgram}. */
export interface DeploymentReader {
  readonly id: string;
  /** True for paths below the workspace's root of files that it reads. */
  mayRead(path: string): boolean;
  /** Name of a file: the tool's files lie in its folder or below. Absent where they can lie anywhere. */
  readonly anchor?: RegExp;
  /** A file without it sets nothing. */
  readonly marks: RegExp;
  /** Never throws. */
  readText?(file: DeploymentText): readonly Deployment[];
  /** By the look of a call alone. */
  mayDeploy?(call: CallExpression): boolean;
  readCall?(call: CallExpression, context: DeploymentContext): readonly Deployment[];
  readProgram?(context: DeploymentContext): readonly Deployment[];
}

export interface DeploymentText {
  readonly uri: string;
  readonly text: string;
  /** The text of another file, as this one names it; undefined where there is none. */
  fileText(path: string): { readonly uri: string; readonly text: string } | undefined;
}

export interface DeploymentContext {
  readonly uri: string;
  evaluate(expression: Expression): Value;
  /** The call's arguments as one object: named ones by name, positional ones by index. */
  argumentsOf(call: CallExpression): ObjectValue;
  /** What stands behind a name that the file binds. */
  bound(name: string): Expression | undefined;
}
