import { TargetLanguage } from 'jsii-rosetta';

/** The Java package of a type, or of its module. */
export type JavaPackageOf = (fqn: string) => string | undefined;

/** The types of Java's own that Rosetta uses. */
const JAVA_TYPES = ['java.util.List', 'java.util.Map'];

/**
 * A translated example with its imports as people write them. Rosetta imports a type once for each time that the example makes one, and in
 * Java it does not import the types that TypeScript does not name.
 */
export function withTidyImports(language: TargetLanguage, source: string, fqns: string[], javaPackageOf: JavaPackageOf): string {
  const tidy: Partial<Record<TargetLanguage, (imports: string[], code: string) => string[]>> = {
    [TargetLanguage.PYTHON]: pythonImports,
    [TargetLanguage.JAVA]: (imports, code) => javaImports(imports, code, fqns, javaPackageOf),
    [TargetLanguage.GO]: (imports) => [...new Set(imports)],
  };
  const lines = source.split('\n');
  const first = lines.findIndex((line) => !/^(import|from) /.test(line));
  const [imports, code] = [lines.slice(0, first), lines.slice(first)];
  return first < 1 || !tidy[language] ? source : [...tidy[language](imports, code.join('\n')), ...code].join('\n');
}

/** One line for each module, and each name once. */
function pythonImports(imports: string[]): string[] {
  const names = new Map<string, Set<string>>();
  imports.forEach((line) => {
    const [, module, list] = /^from (\S+) import (.+)$/.exec(line) ?? [undefined, line, ''];
    names.set(module, new Set([...names.get(module) ?? [], ...list.split(', ').filter(Boolean)]));
  });
  return [...names].map(([module, list]) => list.size > 0 ? `from ${module} import ${[...list].sort().join(', ')}` : module);
}

function javaImports(imports: string[], code: string, fqns: string[], javaPackageOf: JavaPackageOf): string[] {
  const isUsed = (type: string) => new RegExp(`\\b${type.slice(type.lastIndexOf('.') + 1)}\\b`).test(code.replace(/"[^"]*"/g, '""'));
  const types = fqns.map((fqn) => fqn.replace(/#.*/, '')).flatMap((fqn) => {
    const name = javaPackageOf(fqn);
    return name ? `${name}.${fqn.slice(fqn.lastIndexOf('.') + 1)}` : [];
  });
  return [...new Set([...imports, ...[...types, ...JAVA_TYPES].filter(isUsed).map((type) => `import ${type};`)])].sort();
}
