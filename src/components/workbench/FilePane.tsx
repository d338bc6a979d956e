import { useComputed, useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { useBench } from './bench-context.ts';
import { ChangeList } from './changes/ChangeList.tsx';
import { ConfirmDialog } from './Dialog.tsx';
import { newPathFault } from './file-name.ts';
import { FileNameForm } from './FileNameForm.tsx';
import { fileRows, parentOf, shownName } from './file-rows.ts';
import { FileTreeList } from './FileTreeList.tsx';
import { SideHeading } from './SideHeading.tsx';
import { downloadFile } from './download.ts';
import { FileSearch } from './search/FileSearch.tsx';
import { uploadFiles } from './upload-files.ts';

/** What the learner is asked for a name for. */
type Naming =
  | { readonly kind: 'file' | 'folder'; readonly initial: string }
  | { readonly kind: 'rename'; readonly initial: string };

/** The files of the lab: open, add, rename, delete, bring and take. */
export function FilePane() {
  const { bench, layout, act } = useBench();
  const focused = useSignal<string | undefined>(undefined);
  const naming = useSignal<Naming | undefined>(undefined);
  const deleting = useSignal<string | undefined>(undefined);
  const upload = useRef<HTMLInputElement>(null);
  const isDropTarget = useSignal(false);
  const isSearching = useSignal(false);
  const searchButton = useRef<HTMLButtonElement>(null);
  const rows = useComputed(() => fileRows(bench.shape.value, bench.openFolders.value));
  const isReadOnly = bench.isReadOnly.value || bench.phase.value !== 'open';

  const open = (path: string) => {
    const { tabs, active } = bench;
    if (!tabs.value.includes(path)) tabs.value = [...tabs.value, path];
    active.value = path;
    bench.jump.value = { path };
    layout.pane.value = 'editor';
    act((session) => session.viewChanged());
  };
  const toggle = (path: string, isOpen: boolean) => {
    const folders = new Set(bench.openFolders.value);
    if (isOpen) folders.add(path);
    else folders.delete(path);
    bench.openFolders.value = folders;
    act((session) => session.viewChanged());
  };
  const folderOfFocus = (): string => {
    const row = rows.value.find(({ path }) => path === focused.value);
    if (!row) return '';
    const folder = row.kind === 'folder' ? row.path : parentOf(row.path);
    return folder === '' ? '' : `${folder}/`;
  };
  const bring = (list: FileList | null) => {
    // Taken out at once: the list empties itself when its field is cleared.
    const files = [...(list ?? [])];
    if (files.length > 0) act((session) => uploadFiles(session, files, folderOfFocus()));
  };

  return (
    <nav class="pane tree" id="files" aria-label="Files" tabIndex={-1} data-pane="files">
      <SideHeading own="files">
        <span class="tree-acts">
          <button
            ref={searchButton}
            type="button"
            disabled={bench.phase.value !== 'open'}
            title="Search in files"
            aria-label="Search in files"
            aria-expanded={isSearching.value}
            onClick={() => (isSearching.value = !isSearching.value)}
          >
            <Lens />
          </button>
          <button
            type="button"
            disabled={isReadOnly}
            title="New file"
            aria-label="New file"
            onClick={() => (naming.value = { kind: 'file', initial: folderOfFocus() })}
          >
            <PlusFile />
          </button>
          <button
            type="button"
            disabled={isReadOnly}
            title="New folder"
            aria-label="New folder"
            onClick={() => (naming.value = { kind: 'folder', initial: folderOfFocus() })}
          >
            <PlusFolder />
          </button>
          <button
            type="button"
            disabled={isReadOnly}
            title="Add files from this device"
            aria-label="Add files from this device"
            onClick={() => upload.current?.click()}
          >
            <ArrowIn />
          </button>
          <input
            ref={upload}
            class="vh"
            type="file"
            multiple
            tabIndex={-1}
            aria-hidden="true"
            onChange={(event) => {
              bring(event.currentTarget.files);
              event.currentTarget.value = '';
            }}
          />
        </span>
      </SideHeading>
      {naming.value && (
        <FileNameForm
          key={naming.value.kind + naming.value.initial}
          label={
            naming.value.kind === 'rename'
              ? `New name of ${shownName(naming.value.initial)}`
              : `Name of the new ${naming.value.kind}`
          }
          initial={naming.value.initial}
          faultOf={(path) =>
            newPathFault(
              bench.shape.value,
              path,
              naming.value?.kind === 'rename' ? naming.value.initial : undefined,
            )
          }
          onCancel={() => (naming.value = undefined)}
          onName={(path) => {
            const asked = naming.value;
            naming.value = undefined;
            focused.value = path;
            if (!asked) return;
            act(async ({ workspace }) => {
              if (asked.kind === 'folder') await workspace.addFolder(path);
              else if (asked.kind === 'file') await workspace.write(path, new Uint8Array(0));
              else if (path !== asked.initial) {
                await workspace.rename(asked.initial, path);
                const { tabs } = bench;
                if (tabs.value.includes(asked.initial)) open(path);
              }
              if (asked.kind === 'file') open(path);
            });
          }}
        />
      )}
      {isSearching.value && (
        <FileSearch
          onClose={() => {
            isSearching.value = false;
            searchButton.current?.focus();
          }}
        />
      )}
      <div
        hidden={isSearching.value}
        class={`tree-b${isDropTarget.value ? ' is-drop' : ''}`}
        onDragOver={(event) => {
          if (isReadOnly || !event.dataTransfer?.types.includes('Files')) return;
          event.preventDefault();
          isDropTarget.value = true;
        }}
        onDragLeave={() => (isDropTarget.value = false)}
        onDrop={(event) => {
          isDropTarget.value = false;
          if (isReadOnly || !event.dataTransfer) return;
          event.preventDefault();
          bring(event.dataTransfer.files);
        }}
      >
        {bench.phase.value === 'opening' ? (
          <p class="small dim tree-wait">
            {bench.save.value.kind === 'resting'
              ? 'The files are laid when you touch the page, or after five seconds.'
              : 'Laying the files'}
          </p>
        ) : (
          <FileTreeList
            rows={rows.value}
            focused={focused}
            selected={bench.active.value}
            onOpen={open}
            onToggle={toggle}
            onRename={(path) => {
              if (!isReadOnly) naming.value = { kind: 'rename', initial: path };
            }}
            onDelete={(path) => {
              if (!isReadOnly) deleting.value = path;
            }}
          />
        )}
      </div>
      <ChangeList />
      <FileActions
        path={focused.value}
        isReadOnly={isReadOnly}
        onRename={(path) => (naming.value = { kind: 'rename', initial: path })}
        onDelete={(path) => (deleting.value = path)}
      />
      {deleting.value !== undefined && (
        <ConfirmDialog
          title={`Delete ${shownName(deleting.value)}?`}
          text="It goes from this lab with all that is in it. Files that come with the lab can be laid again with Reset."
          verb="Delete"
          onClose={() => (deleting.value = undefined)}
          onConfirm={() => {
            const path = deleting.value;
            if (path !== undefined) act(({ workspace }) => workspace.remove(path));
          }}
        />
      )}
    </nav>
  );
}

/** What can be done with the file that has the focus, for those who use a pointer. */
function FileActions({
  path,
  isReadOnly,
  onRename,
  onDelete,
}: {
  readonly path: string | undefined;
  readonly isReadOnly: boolean;
  readonly onRename: (path: string) => void;
  readonly onDelete: (path: string) => void;
}) {
  const { bench, act } = useBench();
  if (path === undefined || bench.shape.value[path] === undefined) return null;
  const isFile = bench.shape.value[path].kind === 'file';
  return (
    <div class="tree-foot" role="group" aria-label={shownName(path)}>
      <button
        class="linklike"
        type="button"
        disabled={isReadOnly}
        aria-keyshortcuts="F2"
        onClick={() => onRename(path)}
      >
        Rename
      </button>
      <button
        class="linklike"
        type="button"
        disabled={isReadOnly}
        aria-keyshortcuts="Delete"
        onClick={() => onDelete(path)}
      >
        Delete
      </button>
      {isFile && (
        <button
          class="linklike"
          type="button"
          onClick={() => act(({ workspace }) => downloadFile(workspace, path))}
        >
          Download
        </button>
      )}
    </div>
  );
}

const Lens = () => (
  <svg class="g" viewBox="0 0 16 16" aria-hidden="true">
    <path
      d="M6.8 11.5a4.7 4.7 0 1 0 0-9.4 4.7 4.7 0 0 0 0 9.4zM10.3 10.3l4 4"
      fill="none"
      stroke="currentColor"
    />
  </svg>
);
const PlusFile = () => (
  <svg class="g" viewBox="0 0 16 16" aria-hidden="true">
    <path d="M3.5 1.5h6l3 3v10h-9zM8 6v5.5M5.2 8.7h5.6" fill="none" stroke="currentColor" />
  </svg>
);
const PlusFolder = () => (
  <svg class="g" viewBox="0 0 16 16" aria-hidden="true">
    <path d="M1.5 13.5v-11h4.6l1.4 2h7v9zM8 6.6v5M5.5 9.1h5" fill="none" stroke="currentColor" />
  </svg>
);
const ArrowIn = () => (
  <svg class="g" viewBox="0 0 16 16" aria-hidden="true">
    <path d="M8 11V1.5M4.5 5 8 1.5 11.5 5M1.5 9.5v5h13v-5" fill="none" stroke="currentColor" />
  </svg>
);
