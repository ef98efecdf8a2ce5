import { spawnSync } from 'child_process';

/** What packages the library for a language, and runs the programs that use it. */
export interface Toolchain {
  readonly language: string;
  /** The language in jsii's words, and the folder of its package in `dist`. */
  readonly target: string;
  readonly programs: string[];
}

export const TOOLCHAINS: Toolchain[] = [
  { language: 'JavaScript', target: 'js', programs: ['npm'] },
  { language: 'Python', target: 'python', programs: ['python3'] },
  { language: 'Java', target: 'java', programs: ['java', 'mvn'] },
  { language: 'C#', target: 'dotnet', programs: ['dotnet'] },
  { language: 'Go', target: 'go', programs: ['go'] },
];

/** The programs that this machine does not have. */
export function missingPrograms({ programs }: Toolchain): string[] {
  return programs.filter((program) => spawnSync(program, ['--help']).error !== undefined);
}
