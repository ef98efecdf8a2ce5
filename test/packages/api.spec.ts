import { join } from 'node:path';
import { Callable, ClassType, Docs, InterfaceType, isClassType, isInterfaceType, loadAssemblyFromFile, Method, Property, TypeReference } from '@jsii/spec';
import { FOLDER } from './npm-package';

const ASSEMBLY = loadAssemblyFromFile(join(FOLDER, '.jsii'));
const TYPES = Object.values(ASSEMBLY.types!).filter((type): type is ClassType | InterfaceType => isClassType(type) || isInterfaceType(type));

/** Something with a name of its own that users read about. */
interface Symbol {
  readonly name: string;
  readonly docs: Docs;
  readonly optional?: boolean;
  readonly type?: TypeReference;
}

// What the CDK asks for, and says itself.
const OF_THE_CDK = ['scope', 'id', 'props'];

const properties = TYPES.flatMap(({ name, properties: ofType = [] }) => ofType.map((property) => symbolOf(`${name}.${property.name}`, property)));
const methods = TYPES.flatMap(({ name, methods: ofType = [] }) => ofType.map((method) => symbolOf(`${name}.${method.name}()`, method)));
const parameters = TYPES.flatMap((type) => [
  ...parametersOf(type.name, isClassType(type) ? type.initializer : undefined),
  ...(type.methods ?? []).flatMap((method) => parametersOf(`${type.name}.${method.name}`, method)),
]);
const props = properties.filter(({ name }) => /(Props|Options)\./.test(name));

function symbolOf(name: string, { docs = {}, ...rest }: Property | Method): Symbol {
  const { optional, type } = rest as Property;
  return { name, docs, optional, type };
}

function parametersOf(name: string, callable: Callable = {}): Symbol[] {
  return (callable.parameters ?? []).filter((parameter) => !OF_THE_CDK.includes(parameter.name))
    .map(({ name: parameter, docs = {}, optional, type }) => ({ name: `${name}(${parameter})`, docs, optional, type }));
}

function namesOf(symbols: Symbol[]): string[] {
  return symbols.map(({ name }) => name);
}

function textOf({ summary = '', remarks = '', custom = {} }: Docs): string {
  return [summary, remarks, docsDefault({ custom }), custom.throws ?? ''].join(' ');
}

function docsDefault(docs: Docs): string {
  return docs.default ?? '';
}

function primitiveOf(type?: TypeReference): string {
  return JSON.stringify(type ?? {});
}

test('there is something to look at', () => {
  expect([TYPES.length, properties.length, methods.length, parameters.length].every((count) => count > 20)).toBe(true);
});

test('every type, method and property has a sentence', () => {
  const all = [...TYPES.map(({ name, docs = {} }) => ({ name, docs })), ...methods, ...properties];
  expect(namesOf(all.filter(({ docs: { summary = '' } }) => !/^[A-Z].{8,}\.$/s.test(summary)))).toEqual([]);
});

test('every parameter says what it is, or its method does', () => {
  const bare = parameters.filter(({ docs: { summary = '' } }) => summary.length < 8);
  const said = (name: string) => methods.find((method) => method.name === `${name.split('(')[0]}()`)?.docs;
  expect(namesOf(bare.filter(({ name }) => textOf(said(name) ?? {}).length < 80))).toEqual([]);
});

test('every optional prop says what happens without it', () => {
  const optional = props.filter((symbol) => symbol.optional);
  expect(optional.length).toBeGreaterThan(50);
  expect(namesOf(optional.filter(({ docs }) => docsDefault(docs).replace(/^- /, '').length < 2))).toEqual([]);
});

test('no prop that must be given has a default', () => {
  expect(namesOf(props.filter(({ optional, docs }) => !optional && docs.default))).toEqual([]);
});

test('every number and duration says its unit or its limits', () => {
  const measured = [...props, ...parameters].filter(({ type }) => /"number"|\.Duration"/.test(primitiveOf(type)));
  expect(measured.length).toBeGreaterThan(5);
  expect(namesOf(measured.filter(({ docs }) => !/\d|seconds?|hours?|percent|accounts|characters|at most|at least/.test(textOf(docs) + docsDefault(docs))))).toEqual([]);
});

test('every construct, and every class that is chosen from, shows how it is used', () => {
  expect(TYPES.filter((type) => isClassType(type) && !type.docs?.example).map(({ name }) => name)).toEqual([]);
});

test('every construct says how it refuses bad input', () => {
  const constructs = TYPES.filter((type) => isClassType(type) && type.initializer?.parameters?.some(({ name }) => name === 'scope'));
  expect(constructs).toHaveLength(5);
  expect(constructs.filter(({ docs }) => !docs?.custom?.throws?.startsWith('ValidationError')).map(({ name }) => name)).toEqual([]);
});

/** What is this library's own, and rests on nothing of AWS. */
const OWN = [
  // the access guide, and what things are called in it
  'AccessGuide', 'AccessGuideProps.access', 'AccessGuideProps.title', 'AccountOptions.name', 'ListedAccountsOptions.accountNames', 'ProfileOptions.profileName',
  // the recipes of scanners, which are their makers'
  'ScannerOptions.version', 'ScannerOptions.writeActions',
];

test('every class and prop names the page of AWS that it rests on', () => {
  const rests = (docs: Docs = {}) => /https:\/\/docs\.aws\.amazon\.com\//.test([docs.see, docs.remarks, docs.custom?.see].join(' '));
  const without = [...TYPES.filter(isClassType).map(({ name, docs = {} }) => ({ name, docs })), ...props].filter(({ docs }) => !rests(docs));
  expect(namesOf(without).sort()).toEqual([...OWN].sort());
});

// Words that a language keeps for itself. jsii renames methods; a struct's key that is renamed reads badly.
const RESERVED = /^(and|as|assert|async|await|class|def|del|elif|except|finally|for|from|global|if|import|in|is|lambda|None|nonlocal|not|or|pass|raise|return|try|while|with|yield|abstract|boolean|byte|case|catch|char|const|default|do|double|else|enum|extends|final|float|goto|implements|instanceof|int|interface|long|native|new|package|private|protected|public|short|static|super|switch|synchronized|this|throw|throws|transient|void|volatile|chan|defer|fallthrough|func|go|map|range|select|struct|type|var|base|checked|decimal|delegate|event|explicit|extern|fixed|foreach|implicit|internal|lock|namespace|object|operator|out|override|params|readonly|ref|sbyte|sealed|sizeof|stackalloc|string|typeof|uint|ulong|unchecked|unsafe|ushort|using|virtual)$/;

test('no prop, attribute or parameter is called by a word that another language keeps for itself', () => {
  const last = ({ name }: Symbol) => /[.(](\w+)\)?$/.exec(name)![1];
  expect(namesOf([...properties, ...parameters].filter((symbol) => RESERVED.test(last(symbol))))).toEqual([]);
});

test('every struct is a plain one, which every language can build', () => {
  const structs = TYPES.filter((type): type is InterfaceType => isInterfaceType(type) && /(Props|Options)$/.test(type.name));
  expect(structs.length).toBeGreaterThan(10);
  expect(structs.filter(({ datatype }) => !datatype).map(({ name }) => name)).toEqual([]);
});
