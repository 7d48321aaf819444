// @ts-check
/** Fills the report's page, sorts its tables, and tells the extension which code to open. No framework, no network. */
(() => {
  // @ts-ignore
  const vscode = acquireVsCodeApi();
  const main = /** @type {HTMLElement} */ (document.getElementById('report'));
  const styles = /** @type {HTMLElement} */ (document.getElementById('styles'));
  const status = /** @type {HTMLElement} */ (document.getElementById('status'));

  /** @typedef {{ column: number, direction: 'ascending' | 'descending' }} Order */
  /** @type {{ orders: Record<string, Order>, scroll: number }} */
  const state = vscode.getState() ?? { orders: {}, scroll: 0 };

  window.addEventListener('message', ({ data }) => {
    if (data.kind === 'loading') {
      status.textContent = 'Reading the workspace…';
      main.setAttribute('aria-busy', 'true');
    } else if (data.kind === 'message') {
      status.textContent = data.text;
      main.removeAttribute('aria-busy');
    } else if (data.kind === 'report') show(data);
  });

  for (const button of document.querySelectorAll('button[data-action]')) {
    button.addEventListener('click', () => {
      const action = button.getAttribute('data-action');
      vscode.postMessage(action === 'refresh' ? { kind: 'refresh' } : { kind: 'export', format: action });
    });
  }

  let scrollTimer = 0;
  window.addEventListener('scroll', () => {
    clearTimeout(scrollTimer);
    scrollTimer = setTimeout(() => {
      state.scroll = window.scrollY;
      vscode.setState(state);
    }, 100);
  });

  /** @param {{ title: string, body: string, styles: string }} report `body` is escaped by the server. */
  function show(report) {
    document.title = report.title;
    styles.textContent = report.styles;
    main.innerHTML = report.body;
    main.removeAttribute('aria-busy');
    status.textContent = '';
    for (const button of document.querySelectorAll('.toolbar button')) button.removeAttribute('disabled');
    main.querySelectorAll('table').forEach((table, index) => makeTable(table, String(index)));
    window.scrollTo(0, state.scroll);
    vscode.postMessage({ kind: 'shown', rows: main.querySelectorAll('tbody tr.place').length });
  }

  main.addEventListener('click', (event) => {
    const target = /** @type {Element} */ (event.target);
    const rule = /\/rules\/([\w-]+\/[\w-]+)\/README\.md$/.exec(target.closest('a')?.href ?? '')?.[1];
    if (rule !== undefined) {
      event.preventDefault();
      vscode.postMessage({ kind: 'rule', rule });
      return;
    }
    const place = target.closest('[data-uri]') ?? placeOf(target.closest('tr.place'));
    if (!place || String(window.getSelection()) !== '') return;
    event.preventDefault();
    open(place);
  });

  main.addEventListener('keydown', (event) => {
    const target = /** @type {Element} */ (event.target);
    if (event.key === 'Enter' || event.key === ' ') {
      const place = target.matches('tr.place') ? placeOf(target) : target.closest('[data-uri]');
      if (!place) return;
      event.preventDefault();
      open(place);
      return;
    }
    const row = target.closest('tr.place');
    if (row && moveFocus(row, event.key)) event.preventDefault();
  });

  /** @param {Element} place */
  function open(place) {
    const number = (/** @type {string} */ name) => Number(place.getAttribute(name) ?? '1') || 1;
    const uri = place.getAttribute('data-uri');
    if (!uri) return;
    const message = { kind: 'open', uri, line: number('data-line'), column: number('data-column') };
    const cell = place.getAttribute('data-cell');
    vscode.postMessage(cell === null ? message : { ...message, cell: Number(cell) });
  }

  /** @param {Element | null} row */
  function placeOf(row) {
    return row?.matches('[data-uri]') ? row : row?.querySelector('[data-uri]');
  }

  /**
   * Rows that lead to code are one tab stop a table; arrows move in it.
   *
   * @param {HTMLTableElement} table
   * @param {string} key
   */
  function makeTable(table, key) {
    const rows = [...(table.tBodies[0]?.rows ?? [])];
    const places = rows.filter((row) => placeOf(row));
    // Its heads and rows can be focused, and arrow keys scroll it then.
    if (rows.length > 1 || places.length > 0) table.parentElement?.removeAttribute('tabindex');
    for (const row of places) {
      row.classList.add('place');
      row.setAttribute('tabindex', '-1');
      for (const link of row.querySelectorAll('[data-uri]')) link.setAttribute('tabindex', '-1');
    }
    places[0]?.setAttribute('tabindex', '0');
    if (rows.length < 2) return;
    [...(table.tHead?.rows[0]?.cells ?? [])].forEach((head, column) => makeSortable(table, key, head, column));
    const order = state.orders[key];
    if (order) sort(table, order);
  }

  /**
   * @param {HTMLTableElement} table
   * @param {string} key
   * @param {HTMLTableCellElement} head
   * @param {number} column
   */
  function makeSortable(table, key, head, column) {
    if (head.textContent?.trim() === '') return;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'sort';
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => {
      const isNumeric = head.getAttribute('data-sort') === 'number';
      const first = isNumeric ? 'descending' : 'ascending';
      const other = isNumeric ? 'ascending' : 'descending';
      const direction = head.getAttribute('aria-sort') === first ? other : first;
      state.orders[key] = { column, direction };
      vscode.setState(state);
      sort(table, { column, direction });
    });
  }

  /**
   * @param {HTMLTableElement} table
   * @param {Order} order
   */
  function sort(table, { column, direction }) {
    const body = table.tBodies[0];
    const head = table.tHead?.rows[0]?.cells[column];
    if (!body || !head) return;
    for (const other of head.parentElement?.children ?? []) other.removeAttribute('aria-sort');
    head.setAttribute('aria-sort', direction);
    const sign = direction === 'ascending' ? 1 : -1;
    const rows = [...body.rows].map((row) => ({ row, value: valueOf(row.cells[column]) }));
    rows.sort((a, b) => compare(a.value, b.value, sign));
    body.append(...rows.map(({ row }) => row));
  }

  /**
   * What has no value stays behind, whichever way the rest is sorted.
   *
   * @param {number | string | undefined} a
   * @param {number | string | undefined} b
   * @param {number} sign
   */
  function compare(a, b, sign) {
    if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
    if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
    if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
    return sign * String(a).localeCompare(String(b), undefined, { numeric: true });
  }

  /**
   * A negative number stands for one that is not known.
   *
   * @param {HTMLTableCellElement | undefined} cell
   */
  function valueOf(cell) {
    const given = cell?.getAttribute('data-value');
    if (given) return Number(given) < 0 ? undefined : Number(given);
    const text = cell?.textContent?.trim() ?? '';
    return text === '' || text === '–' ? undefined : text;
  }

  /**
   * @param {Element} row
   * @param {string} key
   */
  function moveFocus(row, key) {
    const rows = [...(row.parentElement?.querySelectorAll('tr.place') ?? [])];
    const index = rows.indexOf(row);
    const target = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: rows.length - 1 }[key];
    const next = target === undefined ? undefined : rows[target];
    if (!(next instanceof HTMLElement)) return target !== undefined;
    row.setAttribute('tabindex', '-1');
    next.setAttribute('tabindex', '0');
    next.focus();
    return true;
  }

  vscode.postMessage({ kind: 'ready' });
})();
