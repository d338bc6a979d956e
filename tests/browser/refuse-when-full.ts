/** Makes IndexedDB refuse what is put while `storageIsFull`, with the error of a full disk. Runs in the page. */
export function refuseWhenFull(): void {
  type Put = (this: IDBObjectStore, value: unknown, key?: IDBValidKey) => IDBRequest<IDBValidKey>;
  const put = Reflect.get(IDBObjectStore.prototype, 'put') as Put;
  IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...args: Parameters<Put>) {
    if ((globalThis as { storageIsFull?: boolean }).storageIsFull) {
      throw new DOMException('The disk is full.', 'QuotaExceededError');
    }
    return put.apply(this, args);
  };
}
