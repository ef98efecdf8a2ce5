import { spawnSync } from 'child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Assembly, Callable, ClassType, Docs, InterfaceType, isClassType, isInterfaceType, loadAssemblyFromPath, Type, TypeReference } from '@jsii/spec';
import { ROOT } from './pages';

/** What users of every language are shown. */
export interface Api {
  readonly assembly: Assembly;
  /** The words that another language keeps for itself, as jsii warns of them. */
  readonly reservedWords: string[];
}

/** The library's API as jsii makes it of the sources that are here: a clone has no assembly until it is compiled, and may have an old one. */
export function makeApi(): Api {
  const directory = mkdtempSync(join(tmpdir(), 'api-'));
  try {
    ['package.json', 'tsconfig.json', 'src'].forEach((name) => cpSync(join(ROOT, name), join(directory, name), { recursive: true }));
    symlinkSync(join(ROOT, 'node_modules'), join(directory, 'node_modules'), 'junction');
    const said = compile(directory);
    return {
      assembly: loadAssemblyFromPath(directory),
      reservedWords: [...said.matchAll(/"(\w+)" is a reserved word in /g)].map(([, word]) => word).sort(),
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** In a process of its own, because the compiler is another one than that of the tests. Returns its warnings. */
function compile(directory: string): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [require.resolve('jsii/bin/jsii'), directory], {
    encoding: 'utf8',
    env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' },
  });
  if (status !== 0) {
    throw new Error(`jsii does not compile the library:\n${stdout}${stderr}`);
  }
  return stdout + stderr;
}

/** Something with a name of its own that users read about. */
export interface Documented {
  /** Such as `TrustingRole`, `TrustingRoleProps.roleName`, `AccessWindow.from` or `AccessWindow.from(notBefore)`. */
  readonly name: string;
  readonly kind: 'class' | 'struct' | 'method' | 'parameter' | 'prop' | 'attribute';
  readonly docs: Docs;
  readonly optional?: boolean;
  readonly type?: TypeReference;
}

export function typesOf({ types = {} }: Assembly): (ClassType | InterfaceType)[] {
  return Object.values(types).filter((type) => isClassType(type) || isInterfaceType(type));
}

export function documentedBy(assembly: Assembly): Documented[] {
  return typesOf(assembly).flatMap((type) => [
    { name: type.name, kind: isStruct(type) ? 'struct' : 'class', docs: type.docs ?? {} },
    ...isClassType(type) ? parametersOf(type.name, type.initializer) : [],
    ...(type.methods ?? []).flatMap((method): Documented[] => {
      const name = `${type.name}.${method.name}`;
      return [{ name, kind: 'method', docs: method.docs ?? {} }, ...parametersOf(name, method)];
    }),
    ...(type.properties ?? []).map(({ name, docs = {}, optional, type: of }): Documented =>
      ({ name: `${type.name}.${name}`, kind: isStruct(type) ? 'prop' : 'attribute', docs, optional, type: of })),
  ]);
}

function parametersOf(owner: string, { parameters = [] }: Callable = {}): Documented[] {
  return parameters.map(({ name, docs = {}, optional, type }) => ({ name: `${owner}(${name})`, kind: 'parameter', docs, optional, type }));
}

export function isStruct(type: Type): type is InterfaceType {
  return isInterfaceType(type) && type.datatype === true;
}

export function isConstruct(type: Type): type is ClassType {
  return isClassType(type) && type.initializer?.parameters?.[0]?.name === 'scope';
}

/** Whether a class is chosen from by static methods, as there is no other way to make it. */
export function isEnumLike(type: Type): type is ClassType {
  return isClassType(type) && !type.initializer && (type.methods?.some((method) => method.static) ?? false);
}

/** All that a docstring says of a thing, but for how it is used. */
export function textOf({ summary = '', remarks = '' }: Docs): string {
  return `${summary}\n${remarks}`.replace(/\s+/g, ' ');
}

/** The types that a reference names, in whichever collections. */
export function namesIn(reference: TypeReference): string[] {
  const text = JSON.stringify(reference);
  return [...text.matchAll(/"(?:fqn|primitive)":"([^"]+)"/g)].map(([, name]) => name);
}
