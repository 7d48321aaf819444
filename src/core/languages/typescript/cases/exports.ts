export const MODEL = 'anthropic.model', { limit, names: [first] } = settings;
export let later: Client;
export function ask() {}
export async function* stream() {}
export class Service {}
export abstract class Base {}
export enum Size { Small }
export namespace Limits { export const tokens = 1 }
export interface Ignored { a: string }
export type AlsoIgnored = string;
export declare const ambient: string;
export { MODEL as model, ask as default, limit as 'quoted name' };
export { remote, default as other } from './remote';
export * from './everything';
export * as everything from './everything';
export type { Shape } from './types';
