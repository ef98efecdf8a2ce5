import { dirname } from 'node:path';
import { Assembly, loadAssemblyFromPath } from '@jsii/spec';
import { JavaPackageOf } from './tidy-imports';

const PEERS = ['aws-cdk-lib', 'constructs'].map((name) => dirname(require.resolve(`${name}/package.json`)));

/** What newer assemblies may have, and does not matter for names. */
const FEATURES = ['intersection-types', 'class-covariant-overrides'];

/** The Java packages of the library and its peers. */
export function javaPackages(): JavaPackageOf {
  const packages = new Map(['.', ...PEERS].flatMap((folder) => packagesOf(loadAssemblyFromPath(folder, false, FEATURES))));
  return (fqn) => packages.get(fqn.slice(0, fqn.lastIndexOf('.')));
}

function packagesOf({ name, targets, submodules = {} }: Assembly): [module: string, javaPackage: string][] {
  return [[name, { targets }] as const, ...Object.entries(submodules)]
    .flatMap(([module, { targets: own }]): [string, string][] => own?.java?.package ? [[module, own.java.package]] : []);
}
