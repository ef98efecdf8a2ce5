import { init, Z3_context, Z3_error_code, Z3_lbool, Z3_solver } from 'z3-solver';
import { and, Formula } from './formula';

/** The values of all variables in a request that a formula holds for. */
export type Model = ReadonlyMap<string, boolean | bigint>;

/** Variables and what is known of them. */
export interface Theory {
  readonly booleans: Formula[];
  readonly numbers: Formula[];
  readonly axioms: Formula[];
}

type Z3 = Awaited<ReturnType<typeof init>>['Z3'];

let loaded: Promise<Z3> | undefined;
/** Z3 checks one solver at a time. */
let previous: Promise<unknown> = Promise.resolve();

/** Z3 takes half a second to load, so all proofs of a process share it. Its threads do not keep the process alive. */
async function z3(): Promise<Z3> {
  loaded ??= init().then(({ Z3 }) => Z3);
  return loaded;
}

/** Asks Z3, an SMT solver of Microsoft Research that runs as WebAssembly, about one theory. */
export class Solver {
  /** The number of proofs in this process. */
  public static proofs = 0;

  public static async with<T>(theory: Theory, ask: (solver: Solver) => Promise<T>): Promise<T> {
    Solver.proofs++;
    const Z3 = await z3();
    const configuration = Z3.mk_config();
    const context = Z3.mk_context(configuration);
    Z3.del_config(configuration);
    // The simple solver skips tactics for theories that no formula here has.
    const solver = Z3.mk_simple_solver(context);
    Z3.solver_inc_ref(context, solver);
    try {
      return await ask(new Solver(Z3, context, solver, theory));
    } finally {
      Z3.solver_dec_ref(context, solver);
      Z3.del_context(context);
    }
  }

  private constructor(private readonly api: Z3, private readonly context: Z3_context, private readonly solver: Z3_solver, theory: Theory) {
    this.read([
      ...theory.booleans.map((name) => `(declare-const ${name} Bool)`),
      ...theory.numbers.map((name) => `(declare-const ${name} Int)`),
      ...theory.axioms.map(assertion),
    ]);
  }

  /** A model in which all formulas hold, or undefined if no model exists. It is an error if Z3 does not know. */
  public async modelOf(...formulas: Formula[]): Promise<Model | undefined> {
    if (and(...formulas) === 'false') {
      return undefined;
    }
    this.api.solver_push(this.context, this.solver);
    try {
      this.read(formulas.map(assertion));
      const result = await this.check();
      if (result === Z3_lbool.Z3_L_UNDEF) {
        throw new Error(`no answer: ${this.api.solver_get_reason_unknown(this.context, this.solver)}`);
      }
      return result === Z3_lbool.Z3_L_TRUE ? this.model() : undefined;
    } finally {
      this.api.solver_pop(this.context, this.solver, 1);
    }
  }

  private check(): Promise<Z3_lbool> {
    const result = previous.then(() => this.api.solver_check(this.context, this.solver));
    previous = result.catch(() => undefined);
    return result;
  }

  /** Z3 ignores text with an error, and reports it only through its error code. */
  private read(commands: string[]): void {
    this.api.solver_from_string(this.context, this.solver, commands.join('\n'));
    const code = this.api.get_error_code(this.context);
    if (code !== Z3_error_code.Z3_OK) {
      throw new Error(`the solver does not understand: ${this.api.get_error_msg(this.context, code)}`);
    }
  }

  private model(): Model {
    const text = this.api.model_to_string(this.context, this.api.solver_get_model(this.context, this.solver));
    return new Map([...text.matchAll(/^(\w+) -> (?:(true|false)|(\d+)|\(- (\d+)\))$/gm)].map(([, name, fact, number, negative]) =>
      [name, fact === undefined ? BigInt(number ?? `-${negative}`) : fact === 'true']));
  }
}

function assertion(formula: Formula): string {
  return `(assert ${formula})`;
}
