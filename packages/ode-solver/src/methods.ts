import type { Method } from './options.ts';

export interface MethodInfo {
  readonly name: Method;
  /** Order of the solution at the end of a step; that of `auto` is the lower of its two, of `collocation` that of 3 nodes. */
  readonly order: number;
  /** Order of the dense output. */
  readonly denseOrder: number;
  /** Takes stiff problems and mass matrices. */
  readonly stiff: boolean;
  /** Chooses its steps by error control; otherwise `hInit` is the step. */
  readonly adaptive: boolean;
  readonly reference: string;
}

export const methods: readonly MethodInfo[] = [
  info(
    'auto',
    5,
    3,
    true,
    true,
    'dopri5 and radau5, changed on measured stiffness: Hairer & Wanner, Solving ODEs II (1996), IV.2',
  ),
  info('dopri5', 5, 4, false, true, 'Dormand & Prince, J. Comput. Appl. Math. 6 (1980) 19–26'),
  info('tsit5', 5, 4, false, true, 'Tsitouras, Comput. Math. Appl. 62 (2011) 770–775'),
  info('bs3', 3, 3, false, true, 'Bogacki & Shampine, Appl. Math. Lett. 2 (1989) 321–325'),
  info('dop853', 8, 7, false, true, 'Hairer, Nørsett & Wanner, Solving ODEs I (1993), II.5 and II.6'),
  info('radau5', 5, 3, true, true, 'Hairer & Wanner, Solving ODEs II (1996), IV.8'),
  info('rodas4', 4, 3, true, true, 'Hairer & Wanner, Solving ODEs II (1996), VI.4'),
  info('rk4', 4, 3, false, false, 'Kutta, Z. Math. Phys. 46 (1901) 435–453'),
  info('collocation', 2, 2, true, false, 'Hedengren et al., Comput. Chem. Eng. 70 (2014) 133–148'),
];

function info(
  name: Method,
  order: number,
  denseOrder: number,
  stiff: boolean,
  adaptive: boolean,
  reference: string,
): MethodInfo {
  return { name, order, denseOrder, stiff, adaptive, reference };
}
