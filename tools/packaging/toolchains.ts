import { spawnSync } from 'child_process';

/** The programs that package the library for a language, and run apps that use it. */
export interface Toolchain {
  readonly language: string;
  /** jsii's name of the language, and the folder of its package in `dist`. */
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

/** The programs that are not installed. */
export function missingPrograms({ programs }: Toolchain): string[] {
  return programs.filter((program) => spawnSync(program, ['--help']).error !== undefined);
}
