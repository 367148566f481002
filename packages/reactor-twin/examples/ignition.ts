import { bifurcations, createReactorModel, jacketedCstr, steadyStates } from '@twin/reactor-twin';

const [ignition] = bifurcations({}, jacketedCstr()).folds;
console.log(`warmer than ${ignition!.coolantTemperatureK.toFixed(4)} K the coolant cannot hold the reactor`);
console.log(
  `at 300 K it can rest at ${steadyStates({ Tc: 300 }, jacketedCstr())
    .map((at) => at.temperatureK.toFixed(1))
    .join(', ')} K`,
);

const reactor = createReactorModel(); // at rest with coolant of 300 K
for (let minute = 1; minute <= 5; minute++) {
  const { temperatureK, concentrationMolPerL } = reactor.solveStep({ Tc: 305 }, 1);
  console.log(`${minute} min: ${temperatureK.toFixed(1)} K, ${concentrationMolPerL.toFixed(4)} mol/L`);
}
