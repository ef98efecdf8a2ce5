/**
 * Writes API.md: the reference of jsii-docgen, which shows what the library adds in full, and names what a construct inherits from the CDK
 * with a link to the CDK's reference.
 */
import { writeFileSync } from 'node:fs';
import { Assembly, ClassType, loadAssemblyFromPath } from '@jsii/spec';
import {
  ApiReferenceSchema, AssemblyMetadataSchema, ClassSchema, defaultLinkFormatter, Documentation, Language, MarkdownDocument, MarkdownRenderer,
} from 'jsii-docgen';

const CDK_REFERENCE = 'https://docs.aws.amazon.com/cdk/api/v2/docs/';

/** What most apps need, in the order in which they need it. The rest follows by name. */
const FIRST = [
  'CrossAccountReadOnlyAccess', 'TrustingRole', 'AssumingGroup', 'TrustingRoleStackSet', 'AccessGuide',
  'TrustingTarget', 'PrincipalScope', 'ReadOnlyPermissions', 'MfaRequirement', 'SelfManagedMfa',
];

type Members = { readonly fqn: string }[];

async function apiReference(): Promise<string> {
  const docs = await Documentation.forProject(process.cwd());
  const { content: { apiReference: reference, metadata } } = await docs.toJson({ language: Language.TYPESCRIPT, readme: false });
  const renderer = new MarkdownRenderer({ ...metadata, language: Language.TYPESCRIPT });
  const { constructs, classes, structs, interfaces, enums } = withoutInherited(reference!, loadAssemblyFromPath('.', false));
  const page = new MarkdownDocument({ header: { title: 'API Reference' }, id: 'api-reference' });
  [
    whatToUse([...constructs, ...classes], metadata),
    renderer.visitConstructs(constructs), renderer.visitClasses(classes), renderer.visitStructs(structs), renderer.visitInterfaces(interfaces),
    renderer.visitEnums(enums),
  ].forEach((section) => page.section(section));
  const root = new MarkdownDocument();
  root.section(page);
  return root.render();
}

/** When to use each class, from the sentence of its docstring that says so. */
function whatToUse(classes: ClassSchema[], metadata: AssemblyMetadataSchema): MarkdownDocument {
  const section = new MarkdownDocument({ header: { title: 'What to use when' } });
  section.table([
    ['Class', 'What it is', 'Use it'],
    ...classes.map((type) => [`<code>${defaultLinkFormatter({ ...type, ...metadata }, metadata)}</code>`, type.docs.summary ?? '', useOf(type)]),
  ]);
  return section;
}

function useOf({ fqn, docs }: ClassSchema): string {
  const [, use] = /^Use it ([^]*?)[.:](?=\s|$)/.exec(docs.remarks ?? '') ?? [];
  if (!use) {
    throw new Error(`The docstring of ${fqn} does not say when to use it; begin its second paragraph with "Use it"`);
  }
  return use.replace(/\s+/g, ' ');
}

/** Members that only the CDK documents are named, without their own sections. */
function withoutInherited(reference: ApiReferenceSchema, assembly: Assembly): ApiReferenceSchema {
  const order = ({ displayName }: ClassSchema) => FIRST.includes(displayName) ? FIRST.indexOf(displayName) : FIRST.length;
  const own = <T extends ClassSchema>(types: T[]) => types.map((type) => ownMembers(type, assembly)).sort((one, other) => order(one) - order(other));
  return { ...reference, constructs: own(reference.constructs), classes: own(reference.classes) };
}

function ownMembers<T extends ClassSchema>(type: T, assembly: Assembly): T {
  const { own, from } = membersIn(assembly, type.fqn);
  const isOwn = ({ fqn }: Members[number]) => own.has(nameOf(fqn));
  const inherited = [...type.instanceMethods, ...type.staticMethods, ...type.properties, ...type.constants].filter((member) => !isOwn(member));
  return {
    ...type,
    docs: withInherited(type.docs, inherited, from),
    instanceMethods: type.instanceMethods.filter(isOwn),
    staticMethods: type.staticMethods.filter(isOwn),
    properties: type.properties.filter(isOwn),
    constants: type.constants.filter(isOwn),
  };
}

function withInherited<T extends ClassSchema['docs']>(docs: T, members: Members, base?: string): T {
  if (members.length === 0) {
    return docs;
  }
  const names = members.map(({ fqn }) => nameOf(fqn)).sort().map((name) => `\`${name}\``).join(', ');
  return { ...docs, remarks: [docs.remarks, `Inherited from [\`${base}\`](${CDK_REFERENCE}${base}.html): ${names}.`].filter(Boolean).join('\n\n') };
}

/** What the library declares of a class and its bases, and the first base from the CDK. */
function membersIn(assembly: Assembly, fqn: string): { readonly own: Set<string>; readonly from?: string } {
  const type = assembly.types?.[fqn] as ClassType | undefined;
  if (!type) {
    return { own: new Set(), from: fqn };
  }
  const base = type.base === undefined ? undefined : membersIn(assembly, type.base);
  return { own: new Set([...type.methods ?? [], ...type.properties ?? []].map(({ name }) => name).concat(...base?.own ?? [])), from: base?.from };
}

function nameOf(fqn: string): string {
  return fqn.slice(fqn.lastIndexOf('.') + 1);
}

async function main([path]: string[]): Promise<void> {
  writeFileSync(path, await apiReference());
}

void main(process.argv.slice(2));
