/** Of this package, as in its package.json (tested): results name it, so that they can be made again. */
export const engineVersion = '0.0.0';
