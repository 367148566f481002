import { z } from 'zod';

const quantity = (min: number, max: number, nominal: number, meaning: string) =>
  z.number().min(min).max(max).default(nominal).describe(meaning);

/**
 * Constants of the jacketed stirred tank, with unit, range and the values of the plant this twin was made for. The set is
 * that of Hedengren's stirred-tank exercise for APMonitor and GEKKO, kin to Seborg, Edgar & Mellichamp, Process Dynamics
 * and Control, example 2.5.
 */
export const cstrParametersSchema = z.strictObject({
  volumeL: quantity(1e-3, 1e6, 100, 'V: volume of the liquid, L'),
  densityGPerL: quantity(1, 2e4, 1000, 'ρ: density, g/L'),
  heatCapacityJPerGK: quantity(0.01, 20, 0.239, 'Cp: specific heat capacity, J/(g K)'),
  reactionEnthalpyJPerMol: quantity(-1e6, 1e6, -5e4, 'ΔH: enthalpy of reaction, negative when it heats, J/mol'),
  activationTemperatureK: quantity(0, 5e4, 8750, 'E/R: activation energy over the gas constant, K'),
  frequencyFactorPerMin: quantity(0, 1e30, 7.2e10, 'k0: Arrhenius frequency factor, 1/min'),
  heatTransferJPerMinK: quantity(0, 1e9, 5e4, 'UA: heat transfer coefficient times area, J/(min K)'),
});

export type CstrParameters = z.infer<typeof cstrParametersSchema>;

/** Ranges are those in which the equations mean something and the solver finds its way, not operating limits. */
export const cstrInputsSchema = z.strictObject({
  Tc: quantity(200, 500, 300, 'temperature of the coolant in the jacket, K'),
  q: quantity(0, 1e6, 100, 'feed flow, equal to the outflow, L/min'),
  Tf: quantity(200, 500, 350, 'temperature of the feed, K'),
  Caf: quantity(0, 50, 1, 'concentration of A in the feed, mol/L'),
});

export type CstrInputs = z.infer<typeof cstrInputsSchema>;

/** A parameter or input outside its range, or a key that does not exist. */
export class InvalidCstr extends Error {
  override readonly name = 'InvalidCstr';
  /** The first faulty key. */
  readonly field: string;

  constructor(fault: z.core.$ZodIssue[]) {
    super(fault.map((issue) => `${issue.path.join('.') || 'cstr'}: ${issue.message}`).join('; '));
    this.field = String(fault[0]?.path[0] ?? '');
  }
}

/** All of them, those left out as above. Throws InvalidCstr with every fault. */
export function cstrParameters(given: Partial<CstrParameters> = {}): CstrParameters {
  const result = cstrParametersSchema.safeParse(given);
  if (!result.success) throw new InvalidCstr(result.error.issues);
  return result.data;
}

/** As above, for inputs. */
export function cstrInputs(given: Partial<CstrInputs> = {}): CstrInputs {
  const result = cstrInputsSchema.safeParse(given);
  if (!result.success) throw new InvalidCstr(result.error.issues);
  return result.data;
}
