;;; datagraph-mode.el --- Edit Twilio Segment's Data Graph files  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: Apache-2.0
;; Version: 0.1.0
;; Package-Requires: ((emacs "28.1"))
;; Keywords: languages

;;; Commentary:

;; A major mode for the configuration of a Data Graph, and its language
;; server for Eglot.  Eglot is part of Emacs from 29 on; on Emacs 28 it
;; is a package.  To start the server with every file:
;;
;;   (add-hook 'datagraph-mode-hook #'eglot-ensure)

;;; Code:

(require 'electric)

(declare-function eglot-code-actions "eglot")
(declare-function eglot-current-server "eglot")
(declare-function eglot--TextDocumentIdentifier "eglot")
(declare-function eglot--pos-to-lsp-position "eglot")
(declare-function jsonrpc-async-request "jsonrpc")
(defvar eglot-server-programs)

(defgroup datagraph nil
  "Edit Twilio Segment's Data Graph files."
  :group 'languages)

(defcustom datagraph-indent-offset 2
  "How many columns a block indents what stands in it.
The formatter of the language uses 2."
  :type 'natnum
  :safe #'natnump)

(defcustom datagraph-program nil
  "The program `datagraph'.
If nil, it is the one in the `.venv' of the project, else the one
that is found in the variable `exec-path'."
  :type '(choice (const :tag "Find it" nil) file))

;; These words are written by `python -m lsp.emacs.generate'.
(defconst datagraph--words
  '((blocks "data_graph" "entity" "profile" "relationship" "external_id"
     "trait" "junction_table")
    (attributes "version" "name" "description" "table_ref" "primary_key"
     "enrichment_enabled" "profile_folder" "type" "related_entity"
     "join_on" "join_key" "left_join_on" "right_join_on"
     "materialization")
    (literals "true" "false"))
  "The words of the language by their kinds.")

(defconst datagraph--font-lock-keywords
  (let ((blocks (regexp-opt (alist-get 'blocks datagraph--words) 'symbols))
        (attributes (regexp-opt (alist-get 'attributes datagraph--words) 'symbols))
        (literals (regexp-opt (alist-get 'literals datagraph--words) 'symbols)))
    `((,(concat "^\\s-*" blocks "\\s-*\\(\"[^\"\n]*\"\\)?\\s-*{")
       (1 font-lock-keyword-face) (2 font-lock-type-face t t))
      (,(concat attributes "\\s-*=") 1 font-lock-variable-name-face)
      (,(concat "=\\s-*" literals) 1 font-lock-constant-face)))
  "What is highlighted besides comments and strings.")

(defvar datagraph-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?# "< b" table)
    (modify-syntax-entry ?/ ". 124b" table)
    (modify-syntax-entry ?* ". 23" table)
    (modify-syntax-entry ?\n "> b" table)
    (modify-syntax-entry ?\" "\"" table)
    (modify-syntax-entry ?\\ "\\" table)
    (modify-syntax-entry ?= "." table)
    ;; What the server completes as one word has to be one: a slug with dashes, a profile's type with a colon.
    (modify-syntax-entry ?- "_" table)
    (modify-syntax-entry ?_ "_" table)
    (modify-syntax-entry ?: "_" table)
    table)
  "The syntax of a Data Graph.")

(defun datagraph-indent-line ()
  "Indent the line by how many blocks it stands in."
  (let* ((state (save-excursion (syntax-ppss (line-beginning-position))))
         (column (- (point) (save-excursion (back-to-indentation) (point)))))
    (if (or (nth 3 state) (nth 4 state))
        'noindent
      (save-excursion
        (back-to-indentation)
        (let ((depth (- (car state) (skip-chars-forward "}"))))
          (indent-line-to (* datagraph-indent-offset (max 0 depth)))))
      ;; The cursor stays with the text it stood in.
      (when (< column 0)
        (back-to-indentation)))))

(defun datagraph--server-program ()
  "The program `datagraph' for the file of the current buffer."
  (let* ((inside (if (eq system-type 'windows-nt) ".venv/Scripts/datagraph.exe" ".venv/bin/datagraph"))
         (root (locate-dominating-file
                default-directory
                (lambda (folder) (file-executable-p (expand-file-name inside folder))))))
    (cond (datagraph-program)
          (root (expand-file-name inside root))
          ("datagraph"))))

(defun datagraph--contact (&rest _)
  "The command by which Eglot is to start the language server."
  (list (datagraph--server-program) "lsp"))

;; The names with two dashes are Eglot's own, and the same in all its versions so far.

(defun datagraph--server ()
  "The language server of the buffer."
  (or (and (fboundp 'eglot-current-server) (eglot-current-server))
      (user-error "No language server looks after this buffer; start it by M-x eglot")))

(defun datagraph--execute (command &optional position)
  "Let the language server run COMMAND on the buffer, and show its answer.
POSITION, as the protocol writes it, is a second argument.
Emacs does not wait for the answer: a warehouse takes its time."
  (let ((server (datagraph--server))
        (uri (plist-get (eglot--TextDocumentIdentifier) :uri)))
    (jsonrpc-async-request
     server :workspace/executeCommand
     (list :command command :arguments (if position (vector uri position) (vector uri)))
     :timeout 600
     :success-fn #'datagraph--show
     :error-fn (lambda (problem) (message "%s" (plist-get problem :message))))))

(defun datagraph--show (answer)
  "Show the text or the picture in the ANSWER of the language server."
  (when-let ((text (and (consp answer) (plist-get answer :markdown))))
    (with-help-window "*datagraph*"
      (princ text)))
  (when-let ((svg (and (consp answer) (plist-get answer :svg))))
    (datagraph--show-picture svg)))

(defvar browse-url-default-handlers)

(defun datagraph--show-picture (svg)
  "Display the picture SVG in another window, or else in the browser."
  (let ((file (make-temp-file "datagraph" nil ".svg" svg)))
    (if (and (display-graphic-p) (image-type-available-p 'svg))
        (display-buffer (find-file-noselect file))
      ;; The default handlers would show the text of the picture here.
      (let ((browse-url-default-handlers nil))
        (browse-url-of-file file)))))

(defun datagraph-refresh-catalog ()
  "Read the tables and columns of the warehouse again."
  (interactive)
  (datagraph--execute "datagraph.refreshCatalog"))

(defun datagraph-check-entity ()
  "Check the entity at point against the warehouse."
  (interactive)
  (datagraph--execute "datagraph.checkEntity" (eglot--pos-to-lsp-position)))

(defun datagraph-show-diagram ()
  "Show a picture of the graph."
  (interactive)
  (datagraph--execute "datagraph.showDiagram"))

(defun datagraph-fix-all ()
  "Apply every safe fix to the buffer."
  (interactive)
  (datagraph--server)
  (eglot-code-actions (point-min) (point-max) "source.fixAll.datagraph" t))

;;;###autoload
(define-derived-mode datagraph-mode prog-mode "Data Graph"
  "Major mode for Twilio Segment's Data Graph files."
  (setq-local comment-start "# ")
  (setq-local comment-end "")
  (setq-local comment-start-skip "\\(?:#+\\|//+\\|/\\*+\\)\\s-*")
  (setq-local font-lock-defaults '(datagraph--font-lock-keywords))
  (setq-local indent-line-function #'datagraph-indent-line)
  (setq-local indent-tabs-mode nil)
  (setq-local electric-indent-chars (cons ?} electric-indent-chars))
  ;; Without a server; Eglot lists the same and more.
  (setq-local imenu-generic-expression
              '(("Entities" "^\\s-*entity\\s-+\"\\([^\"\n]+\\)\"" 1)
                ("Relationships" "^\\s-*relationship\\s-+\"\\([^\"\n]+\\)\"" 1))))

;;;###autoload
(add-to-list 'auto-mode-alist
             '("\\(?:\\.\\(?:dg\\|datagraph\\)\\|/data[-_]graph\\.hcl\\)\\'" . datagraph-mode))

;;;###autoload
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs '(datagraph-mode . datagraph--contact)))

(provide 'datagraph-mode)

;;; datagraph-mode.el ends here
