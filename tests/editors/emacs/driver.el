;;; driver.el --- Do in Emacs what the tests ask for  -*- lexical-binding: t; -*-

;; A request is a line of JSON on standard input, and so is its answer
;; on standard output.

;;; Code:

(require 'cl-lib)
(require 'eglot)
(require 'json)
(require 'subr-x)

(defconst driver--patience 15.0)

;; Without a terminal no idle timer ever fires, and Eglot tells the server of changes by one.
(setq eglot-confirm-server-initiated-edits nil
      eglot-sync-connect 10
      eglot-autoreconnect nil)

(defmacro driver--waited (&rest condition)
  "Wait, with everything else going on, until CONDITION gives something, and return that."
  `(let ((end (+ (float-time) driver--patience)) result)
     (while (and (not (setq result (progn ,@condition))) (< (float-time) end))
       (accept-process-output nil 0.01))
     result))

(defun driver--text ()
  "What stands in the buffer, as it would be saved."
  (let ((text (buffer-substring-no-properties (point-min) (point-max))))
    (if (eq (coding-system-eol-type buffer-file-coding-system) 1)
        (replace-regexp-in-string "\n" "\r\n" text)
      text)))

(defun driver--place (position)
  "The line and column of POSITION, both from 0."
  (save-excursion
    (goto-char position)
    (vector (1- (line-number-at-pos)) (- position (line-beginning-position)))))

(defun driver--go-to (line column)
  "Put the cursor at LINE and COLUMN, both from 0."
  (goto-char (point-min))
  (forward-line line)
  (forward-char column))

(defun driver--open (path)
  "Open the file at PATH, and wait for its server."
  (switch-to-buffer (find-file-noselect path))
  (eglot-ensure)
  ;; What `eglot-ensure' leaves to be done after the command.
  (run-hooks 'post-command-hook)
  (driver--waited (and (eglot-managed-p) (eglot-current-server)))
  (vector (string-remove-suffix "-mode" (symbol-name major-mode)) default-directory))

(defun driver--replace (before after)
  "Change the first BEFORE in the buffer to AFTER."
  (goto-char (point-min))
  (search-forward before)
  (replace-match after t t))

(defun driver--diagnostics (count)
  "What Flymake shows once there are COUNT."
  (eglot--signal-textDocument/didChange)
  (driver--waited (flymake-start) (= (length (flymake-diagnostics)) count))
  (vconcat
   (mapcar
    (lambda (it)
      (let ((text (flymake-diagnostic-text it))
            (type (symbol-name (flymake-diagnostic-type it))))
        (string-match "\\`datagraph \\[\\(.*?\\)]: \\(\\(?:.\\|\n\\)*\\)\\'" text)
        (vector (driver--place (flymake-diagnostic-beg it))
                (driver--place (flymake-diagnostic-end it))
                (pcase type ("eglot-warning" "warn") ("eglot-error" "error") (_ type))
                (match-string 1 text)
                (match-string 2 text))))
    (sort (flymake-diagnostics)
          (lambda (one other) (< (flymake-diagnostic-beg one) (flymake-diagnostic-beg other)))))))

(defun driver--hover (line column)
  "What ElDoc shows at LINE and COLUMN."
  (driver--go-to line column)
  (let (shown)
    (eglot-hover-eldoc-function (lambda (text &rest _) (setq shown (or text ""))))
    (driver--waited shown)))

(defun driver--completion ()
  "The function that completes at point, and what it says."
  (run-hook-wrapped 'completion-at-point-functions #'completion--capf-wrapper 'all))

(defun driver--complete (line column)
  "The completions at LINE and COLUMN, in the order in which they are listed."
  (driver--go-to line column)
  (pcase-let* ((`(,_ ,start ,_ ,table . ,_) (driver--completion))
               (probe (buffer-substring-no-properties start (point)))
               (sort (completion-metadata-get (completion-metadata probe table nil) 'display-sort-function)))
    (vconcat (mapcar #'substring-no-properties (funcall (or sort #'identity) (all-completions probe table))))))

(defun driver--accept (line column label)
  "Choose LABEL among the completions at LINE and COLUMN."
  (driver--go-to line column)
  (pcase-let* ((`(,_ ,start ,end ,table . ,properties)
                (driver--completion))
               (chosen (cl-find label (all-completions (buffer-substring-no-properties start end) table)
                                :test #'string=)))
    (delete-region start end)
    (goto-char start)
    (insert chosen)
    (funcall (plist-get properties :exit-function) chosen 'finished))
  (driver--text))

(defun driver--rename (line column name)
  "Rename what is at LINE and COLUMN to NAME."
  (driver--go-to line column)
  (eglot-rename name)
  (driver--text))

(defun driver--quick-fix (line column title)
  "Apply the fix TITLE at LINE and COLUMN."
  (driver--go-to line column)
  (let (titles)
    (let ((last-nonmenu-event 13)
          (completing-read-function (lambda (_prompt choices &rest _)
                                      (setq titles (mapcar #'car choices))
                                      title)))
      (eglot-code-actions (point) (point) nil t))
    (vector (vconcat titles) (driver--text))))

(defun driver--format ()
  "Format the buffer."
  (eglot-format-buffer)
  (driver--text))

(defun driver--indent ()
  "Indent the buffer without the server."
  (indent-region (point-min) (point-max))
  (driver--text))

(defun driver--face (line column)
  "How the character at LINE and COLUMN looks."
  (driver--go-to line column)
  (font-lock-ensure)
  (let ((face (get-text-property (point) 'face)))
    (symbol-name (if (consp face) (car face) face))))

(defun driver--imenu ()
  "What the menu of the buffer lists, innermost names only."
  (let (names)
    (cl-labels ((collect (entry)
                  (if (imenu--subalist-p entry)
                      (mapc #'collect (cdr entry))
                    (push (substring-no-properties (car entry)) names))))
      (mapc #'collect (funcall imenu-create-index-function)))
    (vconcat (nreverse names))))

(defun driver--command (name)
  "Run the command NAME until the buffer changes."
  (let ((before (driver--text)))
    (call-interactively (intern name))
    (driver--waited (not (equal before (driver--text))))
    (driver--text)))

(defun driver--check-entity (line column)
  "What is shown after a check of the entity at LINE and COLUMN."
  (driver--go-to line column)
  (datagraph-check-entity)
  (driver--waited (get-buffer "*datagraph*"))
  (prog1 (with-current-buffer "*datagraph*" (buffer-string))
    (kill-buffer "*datagraph*")))

(defun driver--show-diagram ()
  "The picture of the graph; the browser, which would show it, is none of ours."
  (let* ((opened nil)
         (browse-url-browser-function (lambda (url &rest _) (setq opened url))))
    (datagraph-show-diagram)
    (driver--waited opened)
    (with-temp-buffer
      (insert-file-contents (url-filename (url-generic-parse-url opened)))
      (buffer-string))))

(defun driver--refresh-catalog ()
  "Read the warehouse again, which goes on after this."
  (datagraph-refresh-catalog)
  (accept-process-output nil 0.1)
  nil)

(defun driver--close ()
  "Close the buffer without saving it."
  (set-buffer-modified-p nil)
  (kill-buffer))

(defun driver--quit ()
  "Stop the servers."
  (eglot-shutdown-all))

(defun driver--answer (line)
  "Do what LINE says; the answer as a line."
  (let* ((request (json-parse-string line :array-type 'list))
         (function (intern (concat "driver--" (string-replace "_" "-" (gethash "name" request)))))
         (answer (condition-case problem
                     `(:result ,(or (apply function (gethash "arguments" request)) :null))
                   (error `(:error ,(error-message-string problem))))))
    (json-serialize answer)))

(defun driver-run ()
  "Answer requests until there are no more."
  (let (line)
    (while (setq line (ignore-errors (read-from-minibuffer "")))
      (princ (concat (decode-coding-string (driver--answer line) 'utf-8) "\n"))
      (when (string-match-p "\"quit\"" line)
        (kill-emacs 0)))))

;;; driver.el ends here
