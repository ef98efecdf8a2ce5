import { TargetLanguage } from 'jsii-rosetta';

const PLACE = /in the props of (?=.*\n)/;

/**
 * A translated fragment, which has some props only, as people write it in their language.
 *
 * Rosetta takes the end of the fragment for that of the props: it ends the chain of Java's builder there, and leaves out the comma behind
 * Python's last argument.
 */
export function withTidyFragment(language: TargetLanguage, source: string): string {
  if (language === TargetLanguage.JAVA && /^\.\w/m.test(source.replace(/^\/\/.*\n/, '').split('\n')[0])) {
    return source.replace(PLACE, 'in the builder of ').replace(/\n\.build\(\);$/, '');
  }
  if (language === TargetLanguage.PYTHON && PLACE.test(source)) {
    return `${source.replace(PLACE, 'in the arguments of ')},`;
  }
  return source;
}
