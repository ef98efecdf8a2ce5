import { TargetLanguage } from 'jsii-rosetta';
import { withTidyImports } from '../../../tools/packaging/tidy-imports';

const PACKAGES: Record<string, string> = { 'aws-cdk-lib': 'software.amazon.awscdk', 'aws-cdk-lib.aws_iam': 'software.amazon.awscdk.services.iam' };
const packageOf = (fqn: string) => PACKAGES[fqn.slice(0, fqn.lastIndexOf('.'))];
const tidy = (language: TargetLanguage, lines: string[], fqns: string[] = []) => withTidyImports(language, lines.join('\n'), fqns, packageOf).split('\n');

describe('in Python', () => {
  test('each module has one line, and each name is imported once', () => {
    expect(tidy(TargetLanguage.PYTHON, ['from aws_cdk import Environment, Environment', 'from aws_cdk import App, Stack', 'import aws_cdk.aws_iam as iam', '', 'app = App()']))
      .toEqual(['from aws_cdk import App, Environment, Stack', 'import aws_cdk.aws_iam as iam', '', 'app = App()']);
  });

  test('code without imports stays', () => {
    expect(tidy(TargetLanguage.PYTHON, ['import_role()', 'x = 1'])).toEqual(['import_role()', 'x = 1']);
  });
});

describe('in Java', () => {
  const CODE = ['', 'Stack stack = Stack.Builder.create(app, "Duration").env(Environment.builder().build()).build();', 'use(List.of(User.fromUserName(stack)));'];
  const FQNS = ['aws-cdk-lib.Environment', 'aws-cdk-lib.Duration', 'aws-cdk-lib.StackProps', 'aws-cdk-lib.aws_iam.User#fromUserName', 'other.Stack'];

  test('each type that the code uses is imported, and no other', () => {
    expect(tidy(TargetLanguage.JAVA, ['import software.amazon.awscdk.Stack;', ...CODE], FQNS)).toEqual([
      'import java.util.List;', 'import software.amazon.awscdk.Environment;', 'import software.amazon.awscdk.Stack;', 'import software.amazon.awscdk.services.iam.User;',
      ...CODE,
    ]);
  });

  test('a fragment without imports stays one', () => {
    expect(tidy(TargetLanguage.JAVA, CODE.slice(1), FQNS)).toEqual(CODE.slice(1));
  });
});

test('in Go, each import is there once', () => {
  expect(tidy(TargetLanguage.GO, ['import "awscdk"', 'import "awscdk"', '', 'x()'])).toEqual(['import "awscdk"', '', 'x()']);
});

test('C# stays', () => {
  expect(tidy(TargetLanguage.CSHARP, ['using Amazon.CDK;', '', 'F();'])).toEqual(['using Amazon.CDK;', '', 'F();']);
});
