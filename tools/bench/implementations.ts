/* eslint-disable @typescript-eslint/no-require-imports -- Each implementation is loaded when it is used. */
import type { Implementation } from './implementation';

/** Loads one implementation only, so that the other costs neither time nor memory. */
export const IMPLEMENTATIONS = {
  library: (): Implementation => (require('./by-library') as typeof import('./by-library')).byLibrary,
  handWritten: (): Implementation => (require('./by-hand') as typeof import('./by-hand')).byHand,
};

export type ImplementationName = keyof typeof IMPLEMENTATIONS;
