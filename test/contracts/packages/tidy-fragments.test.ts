import { TargetLanguage } from 'jsii-rosetta';
import { withTidyFragment } from '../../../tools/packaging/tidy-fragments';

const tidy = (language: TargetLanguage, ...lines: string[]) => withTidyFragment(language, lines.join('\n')).split('\n');

test('a fragment in Java is a part of the chain', () => {
  expect(tidy(TargetLanguage.JAVA, '// in the props of X or Y', '.a(List.of(B.builder()', '        .c(1)', '        .build()))', '.d(2)', '.build();'))
    .toEqual(['// in the builder of X or Y', '.a(List.of(B.builder()', '        .c(1)', '        .build()))', '.d(2)']);
  expect(tidy(TargetLanguage.JAVA, '.a(1)', '.build();')).toEqual(['.a(1)']);
});

test('a fragment in Python ends with a comma', () => {
  expect(tidy(TargetLanguage.PYTHON, '# in the props of X or Y', 'a=[1],', 'b=2')).toEqual(['# in the arguments of X or Y', 'a=[1],', 'b=2,']);
});

test.each([
  [TargetLanguage.JAVA, ['X.Builder.create(a, "X")', '        .b(1)', '        .build();']],
  [TargetLanguage.JAVA, ['// the group', 'X x = X.Builder.create(a, "X")', '.b(1)', '.build();']],
  [TargetLanguage.PYTHON, ['X(a, "X",', '    b=1', ')']],
  [TargetLanguage.CSHARP, ['// in the props of X or Y', 'A = 1']],
])('anything else stays: %s', (language, lines) => {
  expect(tidy(language, ...lines)).toEqual(lines);
});
