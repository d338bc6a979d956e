const tagOf = (value: unknown): string => Object.prototype.toString.call(value).slice(8, -1);
const is = (tag: string) => (value: unknown) => tagOf(value) === tag;
const TypedArray = Object.getPrototypeOf(Uint8Array) as new () => Uint8Array;
const kindOf = (value: unknown) => (typeof value === 'function' ? tagOf(value) : '');

/** Node's `util.types`. */
export const utilTypes: Readonly<Record<string, (value: unknown) => boolean>> = {
  isPromise: (value: unknown) => value instanceof Promise,
  isRegExp: is('RegExp'),
  isDate: is('Date'),
  isNativeError: (value: unknown) => value instanceof Error,
  isMap: (value: unknown) => value instanceof Map,
  isSet: (value: unknown) => value instanceof Set,
  isWeakMap: (value: unknown) => value instanceof WeakMap,
  isWeakSet: (value: unknown) => value instanceof WeakSet,
  isMapIterator: is('Map Iterator'),
  isSetIterator: is('Set Iterator'),
  isArrayBuffer: (value: unknown) => value instanceof ArrayBuffer,
  isAnyArrayBuffer: (value: unknown) => /^(?:Shared)?ArrayBuffer$/.test(tagOf(value)),
  isSharedArrayBuffer: is('SharedArrayBuffer'),
  isArrayBufferView: (value: unknown) => ArrayBuffer.isView(value),
  isTypedArray: (value: unknown) => value instanceof TypedArray,
  isUint8Array: is('Uint8Array'),
  isUint8ClampedArray: is('Uint8ClampedArray'),
  isUint16Array: is('Uint16Array'),
  isUint32Array: is('Uint32Array'),
  isInt8Array: is('Int8Array'),
  isInt16Array: is('Int16Array'),
  isInt32Array: is('Int32Array'),
  isFloat32Array: is('Float32Array'),
  isFloat64Array: is('Float64Array'),
  isBigInt64Array: is('BigInt64Array'),
  isBigUint64Array: is('BigUint64Array'),
  isDataView: (value: unknown) => value instanceof DataView,
  isAsyncFunction: (value: unknown) => /^Async/.test(kindOf(value)),
  isGeneratorFunction: (value: unknown) => /GeneratorFunction$/.test(kindOf(value)),
  isGeneratorObject: is('Generator'),
  isArgumentsObject: is('Arguments'),
  isBoxedPrimitive: (value: unknown) =>
    typeof value === 'object' && /^(?:Number|String|Boolean|BigInt|Symbol)$/.test(tagOf(value)),
  isNumberObject: (value: unknown) => typeof value === 'object' && tagOf(value) === 'Number',
  isStringObject: (value: unknown) => typeof value === 'object' && tagOf(value) === 'String',
  isBooleanObject: (value: unknown) => typeof value === 'object' && tagOf(value) === 'Boolean',
  isSymbolObject: (value: unknown) => typeof value === 'object' && tagOf(value) === 'Symbol',
  isModuleNamespaceObject: is('Module'),
  isProxy: () => false,
  isExternal: () => false,
};
