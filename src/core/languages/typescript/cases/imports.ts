import fs from 'node:fs';
import * as path from 'path';
import sdk, { BedrockRuntimeClient, ConverseCommand as Command, type Message } from '@aws-sdk/client-bedrock-runtime';
import type { Settings } from './settings';
import './polyfill.js';
import legacy = require('legacy');
import Runtime = sdk.Runtime;

const whole = require('./whole');
const { a, b: renamed, 'quoted-name': quoted } = require("./parts");
const { deep: { inner } } = require('./parts');
const { withDefault = 1 } = require('./parts');
const member = require('./parts').member;
const lazy = await import('./lazy.js');
const { chat } = await import(`./lazy.js`);
const unknownModule = require(`./${name}`);

export const load = async () => (await import('openai')).default;
const loaders = { one: () => import('./one'), two: require('./two') };
